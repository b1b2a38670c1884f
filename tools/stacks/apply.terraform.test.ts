import { describeWith } from '@parley/testing';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startLocalAws, type LocalAws } from './testing/local-aws';
import { partyFile, stacks, synth } from './synthesised';
import { TerraformRunner } from './terraform-runner';

const SECRET = 'made-up-secret';
/** In the order in which they are applied. */
const ORDER = ['owner-data', 'owner-collaboration', 'partner-sample-data', 'partner-sample-clean-room'];

/** The owner's and one partner's stacks, really applied: S3, KMS, Glue and IAM by moto, Clean Rooms by `parley serve`. */
describeWith(['stacks', 'terraform', 'aws-provider', 'moto'], 'the stacks of two accounts', () => {
  let folder: string;
  let aws: LocalAws;
  let terraform: TerraformRunner;
  const applied: string[] = [];
  const stackFolders = new Map<string, string>();

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'parley-apply-'));
    terraform = new TerraformRunner(folder);
    const accounts = ['owner', 'partner-sample', 'partner-other'].map((party) => partyFile(party).account);
    aws = await startLocalAws(join(folder, 'data'), accounts, SECRET);
    for (const party of ['owner', 'partner-sample']) {
      synth(party, join(folder, party));
      for (const stack of stacks(join(folder, party))) {
        stackFolders.set(stack.name, stack.folder);
        writeFileSync(join(stack.folder, 'local_override.tf.json'), aws.override(partyFile(party).account));
      }
    }
  }, 180_000);
  afterAll(async () => {
    for (const stack of applied.toReversed()) await terraform.run(stackFolders.get(stack) ?? '', 'destroy', '-auto-approve', '-no-color');
    await aws?.stop();
    rmSync(folder, { recursive: true, force: true });
  }, 300_000);

  const at = (stack: string): string => {
    const found = stackFolders.get(stack);
    if (found === undefined) throw new Error(`no stack ${stack}`);
    return found;
  };

  it.each(ORDER)('applies %s, and a second plan is clean', async (stack) => {
    if (stack.startsWith('partner-')) {
      const outputs = JSON.parse(await terraform.must(at('owner-collaboration'), 'output', '-json')) as Record<string, { value: string }>;
      writeFileSync(join(at(stack), 'hand-over.auto.tfvars.json'), outputs['partner-sample-hand-over']?.value ?? '');
    }
    await terraform.must(at(stack), 'init', '-input=false', '-no-color');
    applied.push(stack);
    await terraform.must(at(stack), 'apply', '-auto-approve', '-input=false', '-no-color');
    const plan = await terraform.run(at(stack), 'plan', '-detailed-exitcode', '-input=false', '-no-color');
    expect({ code: plan.code, output: plan.code === 0 ? '' : plan.output }).toEqual({ code: 0, output: '' });
  }, 400_000);

  it('lets the owner run the contract\'s own analysis over what was applied, and nothing the rules refuse', async () => {
    const { rows, refused } = await aws.matchByEmail(partyFile('owner').account, partyFile('partner-sample').account, SECRET);
    expect(rows).toEqual([{ customer_id: 'c1', income_band: 'middle' }]);
    expect(refused).toMatch(/hashed_email/);
  }, 120_000);

  it('destroys everything, the last applied first', async () => {
    while (applied.length > 0) {
      const stack = applied.at(-1) ?? '';
      await terraform.must(at(stack), 'destroy', '-auto-approve', '-input=false', '-no-color');
      applied.pop();
    }
  }, 400_000);
});
