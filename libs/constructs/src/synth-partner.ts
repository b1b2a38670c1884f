import { loadParty } from '@parley/contract';
import { bundleFunction, duckDbLayer } from '@parley/lambda-bundle';
import { App } from 'cdktf';
import { join } from 'node:path';
import { PartnerCleanRoomStack } from './partner-clean-room-stack';
import { PartnerDataStack } from './partner-data-stack';

/**
 * Synthesises a partner's stacks from its own party.yaml alone: nothing of the owner's is read.
 *
 * @param folder the partner's folder, with its party.yaml
 * @param outdir where the Terraform JSON goes; CDKTF's own default when absent
 */
export async function synthPartner(folder: string, outdir?: string): Promise<void> {
  const party = await loadParty(join(folder, 'party.yaml'));
  const ofAnyMachine = JSON.stringify({ ...party, file: 'party.yaml' });
  const [code, layer] = await Promise.all([bundleFunction({ app: 'normalize-partner', files: { 'party.json': ofAnyMachine } }), duckDbLayer()]);
  const app = new App(outdir === undefined ? {} : { outdir });
  const data = new PartnerDataStack(app, `${party.id}-data`, party, { code, layer });
  // Its role reads under the key that the data stack makes.
  new PartnerCleanRoomStack(app, `${party.id}-clean-room`, party).addDependency(data);
  app.synth();
}
