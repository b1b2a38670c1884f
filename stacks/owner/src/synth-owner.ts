import { loadContract } from '@parley/contract';
import { bundleFunction, duckDbLayer } from '@parley/lambda-bundle';
import { loadPlan } from '@parley/owner-plan';
import { App } from 'cdktf';
import { OwnerCollaborationStack } from './owner-collaboration-stack';
import { OwnerDataStack } from './owner-data-stack';
import { OwnerOperationsStack } from './owner-operations-stack';

/** Synthesises the owner's stacks from a contract folder; `stacks/` itself is one. */
export async function synthOwner(contractFolder: string, outdir?: string): Promise<void> {
  const contract = await loadContract(contractFolder);
  const plan = await loadPlan(contract);
  const normalize = { code: await bundleFunction({ app: 'normalize-partner', files: { 'party.json': JSON.stringify({ ...contract.owner, file: 'party.yaml' }) } }), layer: await duckDbLayer() };
  const app = new App(outdir === undefined ? {} : { outdir });
  const data = new OwnerDataStack(app, 'owner-data', contract);
  // Its roles read what the data stack makes.
  new OwnerCollaborationStack(app, 'owner-collaboration', contract, normalize).addDependency(data);
  new OwnerOperationsStack(app, 'owner-operations', contract, plan).addDependency(data);
  app.synth();
}
