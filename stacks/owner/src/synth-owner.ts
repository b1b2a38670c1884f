import { loadContract } from '@parley/contract';
import { loadPlan } from '@parley/owner-plan';
import { App } from 'cdktf';
import { OwnerCollaborationStack } from './owner-collaboration-stack';
import { OwnerDataStack } from './owner-data-stack';

/** Synthesises the owner's stacks from a contract folder; `stacks/` itself is one. */
export async function synthOwner(contractFolder: string, outdir?: string): Promise<void> {
  const contract = await loadContract(contractFolder);
  await loadPlan(contract); // what the plan asks for and AWS has no more is told before anything is planned
  const app = new App(outdir === undefined ? {} : { outdir });
  const data = new OwnerDataStack(app, 'owner-data', contract);
  // Its roles read what the data stack makes.
  new OwnerCollaborationStack(app, 'owner-collaboration', contract).addDependency(data);
  app.synth();
}
