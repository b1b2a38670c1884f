import { type Contract, loadContract } from '@parley/contract';
import { bundleFunction, duckDbLayer } from '@parley/lambda-bundle';
import { loadPlan } from '@parley/owner-plan';
import { App } from 'cdktf';
import { OwnerActivationStack } from './owner-activation-stack';
import { OwnerCollaborationStack } from './owner-collaboration-stack';
import { ownerCode } from './owner-code';
import { OwnerDataStack } from './owner-data-stack';
import { OwnerOperationsStack } from './owner-operations-stack';
import { OwnerSegmentationStack } from './owner-segmentation-stack';

/** Synthesises the owner's stacks from a contract folder; `stacks/` itself is one. */
export async function synthOwner(contractFolder: string, outdir?: string): Promise<void> {
  const contract = await loadContract(contractFolder);
  const plan = await loadPlan(contract);
  const [code, layer, normalize] = await Promise.all([ownerCode(contract, plan), duckDbLayer(), normalizeCode(contract)]);
  const app = new App(outdir === undefined ? {} : { outdir });
  const data = new OwnerDataStack(app, 'owner-data', contract);
  // Each finds by name what those before it make.
  const collaboration = new OwnerCollaborationStack(app, 'owner-collaboration', contract, plan, { code: normalize, layer });
  collaboration.addDependency(data);
  const activation = new OwnerActivationStack(app, 'owner-activation', contract, plan, { apps: code, duckDb: layer });
  activation.addDependency(collaboration);
  const segmentation = new OwnerSegmentationStack(app, 'owner-segmentation', contract, plan, { apps: code, duckDb: layer });
  segmentation.addDependency(activation);
  new OwnerOperationsStack(app, 'owner-operations', contract, plan).addDependency(segmentation);
  app.synth();
}

const normalizeCode = ({ owner }: Contract): Promise<string> => bundleFunction({ app: 'normalize-partner', files: { 'party.json': JSON.stringify({ ...owner, file: 'party.yaml' }) } });
