import { describeWith, type Moto, startMoto } from '@parley/testing';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TerraformRunner } from '../stacks/terraform-runner';
import { scan } from './scan-plan';
import { batches } from './testing/cases';
import { edited, sound } from './testing/edited';
import type { Configuration } from './testing/planned';

/** Each batch costs Terraform ten seconds; the first ones hold most kinds of cases. */
const BATCHES = Number(process.env.PARLEY_SCAN_BATCHES ?? 2);
const HERE = { access_key: 'test', secret_key: 'test', skip_credentials_validation: true, skip_metadata_api_check: 'true', max_retries: 1 };

/** The cases again, planned by Terraform: that the provider has the attributes, and that a plan says them as the rules read them. */
describeWith(['terraform', 'aws-provider', 'moto'], 'a plan of Terraform', () => {
  let folder: string;
  let moto: Moto;
  let terraform: TerraformRunner;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'parley-scan-'));
    terraform = new TerraformRunner(folder);
    moto = await startMoto(); // says only which account this is: planning what is new asks for nothing else
  }, 60_000);
  afterAll(async () => {
    await moto?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  async function told(name: string, configuration: Configuration): Promise<string[]> {
    const at = join(folder, name);
    mkdirSync(at);
    writeFileSync(join(at, 'main.tf.json'), JSON.stringify(configuration));
    writeFileSync(join(at, 'local_override.tf.json'), JSON.stringify({ provider: { aws: [{ ...HERE, endpoints: [{ sts: moto.endpoint }] }] } }));
    await terraform.must(at, 'init', '-input=false', '-no-color');
    await terraform.must(at, 'plan', '-input=false', '-no-color', '-out=plan.bin');
    const plan: unknown = JSON.parse(await terraform.must(at, 'show', '-json', 'plan.bin'));
    return [...new Set(scan(plan, []).map(({ rule, address }) => `${rule} ${address}`))].sort();
  }

  it('of the sound configuration has no findings', async () => {
    expect(await told('sound', sound)).toEqual([]);
  }, 120_000);

  it.each(batches().slice(0, BATCHES).map((cases, index) => ({ index, cases, names: cases.length })))('of batch $index, $names cases at once, has the findings of each', async ({ index, cases }) => {
    const configuration = cases.reduce((so, { edit }) => edited(so, edit), sound);
    expect(await told(`batch-${index}`, configuration)).toEqual([...new Set(cases.flatMap(({ finds }) => finds))].sort());
  }, 120_000);
});
