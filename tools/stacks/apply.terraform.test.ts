import { describeWith } from '@parley/testing';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { scan } from '../policy-scan/scan-plan';
import { partyFile, stacks, synth, type Synthesised } from './synthesised';
import { runCommand, TerraformRunner } from './terraform-runner';
import { type LocalAws, startLocalAws } from './testing/local-aws';
import { leaveOut, NOT_APPLIED, NOT_PLANNED } from './testing/not-here';

const home = resolve(__dirname, '../..');
const SECRET = 'made-up-secret';
const FIRST = ['owner-data', 'owner-collaboration'];
const PARTNER = ['partner-sample-data', 'partner-sample-clean-room'];

/**
 * Two accounts, really applied: the owner's stacks, then the partner's kit in an empty folder with Terraform alone. S3, KMS,
 * Glue and IAM are moto's, Clean Rooms is `parley serve`. What neither has is planned with the rest and judged, and not applied.
 */
describeWith(['stacks', 'terraform', 'aws-provider', 'moto', 'aws'], 'the stacks of two accounts', () => {
  let folder: string;
  let aws: LocalAws;
  let terraform: TerraformRunner;
  const folders = new Map<string, string>();

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'parley-apply-'));
    terraform = new TerraformRunner(folder);
    aws = await startLocalAws(join(folder, 'data'), ['owner', 'partner-sample', 'partner-other'].map((party) => partyFile(party).account), SECRET);
    synth('owner', join(folder, 'owner'));
    for (const stack of stacks(join(folder, 'owner'))) adopt(stack.name, stack.folder, 'owner');
  }, 180_000);
  afterAll(async () => {
    await aws?.stop(); // moto forgets with it: nothing applied outlives the test
    rmSync(folder, { recursive: true, force: true });
  }, 60_000);

  /** Points a stack's provider here. */
  function adopt(stack: string, path: string, party: string): void {
    writeFileSync(join(path, 'local_override.tf.json'), aws.override(partyFile(party).account));
    if (stack === 'owner-activation') writeFileSync(join(path, 'sms.auto.tfvars.json'), JSON.stringify({ sms_origination_identity: `arn:aws:sms-voice:us-east-1:${partyFile(party).account}:pool/pool-example` }));
    folders.set(stack, path);
  }

  const at = (stack: string): string => {
    const found = folders.get(stack);
    if (found === undefined) throw new Error(`no stack ${stack}`);
    return found;
  };
  const kit = (script: string, ...args: string[]) =>
    runCommand(join(folder, 'kit', script), args, {
      cwd: folder,
      env: { ...terraform.env, AWS_ENDPOINT_URL: aws.url, AWS_ACCESS_KEY_ID: partyFile('partner-sample').account, AWS_SECRET_ACCESS_KEY: SECRET },
    });
  const keepsThePolicies = async (stack: string): Promise<void> => {
    expect(scan(JSON.parse(await terraform.must(at(stack), 'show', '-json', 'plan.bin')))).toEqual([]);
  };
  const secondPlan = async (stack: string): Promise<void> => {
    const { code, output } = await terraform.run(at(stack), 'plan', '-detailed-exitcode', '-out=plan.bin', '-input=false', '-no-color');
    expect({ code, output: code === 0 ? '' : output }).toEqual({ code: 0, output: '' });
    await keepsThePolicies(stack);
  };

  const applied = async (stack: string): Promise<void> => {
    const synthesised = JSON.parse(readFileSync(join(at(stack), 'cdk.tf.json'), 'utf8')) as Synthesised;
    leaveOut(NOT_PLANNED, at(stack), synthesised);
    await terraform.must(at(stack), 'init', '-input=false', '-no-color');
    await terraform.must(at(stack), 'plan', '-out=plan.bin', '-input=false', '-no-color');
    await keepsThePolicies(stack);
    if (leaveOut(NOT_APPLIED, at(stack), synthesised).length > 0) await terraform.must(at(stack), 'plan', '-out=plan.bin', '-input=false', '-no-color');
    await terraform.must(at(stack), 'apply', '-input=false', '-no-color', 'plan.bin');
    await secondPlan(stack);
  };
  const destroyed = (stack: string): Promise<string> => terraform.must(at(stack), 'destroy', '-auto-approve', '-input=false', '-no-color');

  it.each(FIRST)('applies %s, whose plan keeps the policies, and a second plan is clean', applied, 600_000);

  it('packs the partner\'s kit, whose pre-flight refuses a hand-over that is not true', async () => {
    const made = await runCommand(process.execPath, [join(home, 'apps/cli/bin/parley.mjs'), 'partner', 'kit', 'partner-sample', '--out', join(folder, 'kit.zip')], { cwd: home, env: process.env });
    expect(made).toMatchObject({ code: 0 });
    mkdirSync(join(folder, 'kit'));
    await runCommand('python3', ['-m', 'zipfile', '-e', join(folder, 'kit.zip'), join(folder, 'kit')], { cwd: folder, env: process.env });
    await runCommand('sh', ['-c', 'chmod +x kit/*.sh'], { cwd: folder, env: process.env }); // Python's unzip forgets
    for (const stack of readdirSync(join(folder, 'kit/stacks'))) adopt(stack, join(folder, 'kit/stacks', stack), 'partner-sample');

    const outputs = JSON.parse(await terraform.must(at('owner-collaboration'), 'output', '-json')) as Record<string, { value: string }>;
    const handOver = outputs['partner-sample-hand-over']?.value ?? '';
    const write = (text: string) => writeFileSync(join(folder, 'kit/hand-over.auto.tfvars.json'), text);
    write(handOver.replaceAll(partyFile('owner').account, '999999999999'));
    expect(await kit('preflight.sh')).toMatchObject({ code: 3, output: expect.stringContaining('not by 999999999999') });
    write(handOver);
    expect(await kit('preflight.sh')).toMatchObject({ code: 0, output: expect.stringContaining('The hand-over is true') });
  }, 180_000);

  it('joins with the kit alone, while the owner applies the rest: second plans are clean, and the check shows the rules', async () => {
    await atOnce(
      async () => {
        const { code, output } = await kit('apply.sh', '-auto-approve', '-input=false', '-no-color');
        expect({ code, output: code === 0 ? '' : output }).toEqual({ code: 0, output: '' });
        for (const stack of PARTNER) await secondPlan(stack);
      },
      async () => {
        await applied('owner-activation');
        await atOnce(() => applied('owner-segmentation'), () => applied('owner-operations'));
      },
    );
    const { code, output } = await kit('check.sh');
    expect({ code, lists: output.includes('commute_minutes'), threshold: output.includes('"minimum": 50') }).toEqual({ code: 0, lists: true, threshold: true });
  }, 900_000);

  it('lets the owner match over what was applied, and refuses what the rules refuse', async () => {
    const { rows, refused } = await aws.matchByEmail(partyFile('owner').account, partyFile('partner-sample').account, SECRET);
    expect(rows).toEqual([{ customer_id: 'c1', income_band: 'middle' }]);
    expect(refused).toMatch(/hashed_email/);
  }, 120_000);

  it('stops with one command: no query over the partner\'s tables runs any more', async () => {
    const stopped = await kit('stop.sh', '-auto-approve', '-input=false', '-no-color');
    expect({ code: stopped.code, output: stopped.code === 0 ? '' : stopped.output }).toEqual({ code: 0, output: '' });
    await expect(aws.matchByEmail(partyFile('owner').account, partyFile('partner-sample').account, SECRET)).rejects.toThrow(/people/);
  }, 200_000);

  it('destroys the rest, the last applied first; tables of people only after their protection is taken off', async () => {
    await atOnce(...['partner-sample-data', 'owner-operations', 'owner-segmentation'].map((stack) => () => destroyed(stack)));
    await isProtected('owner-activation');
    for (const stack of ['owner-activation', 'owner-collaboration', 'owner-data']) await destroyed(stack);
  }, 900_000);

  /** Its tables are not destroyed with one command; here their protection is then taken off. */
  async function isProtected(stack: string): Promise<void> {
    const made = JSON.parse(readFileSync(join(at(stack), 'cdk.tf.json'), 'utf8')) as { resource: { aws_dynamodb_table: Record<string, object> } };
    const tables = Object.keys(made.resource.aws_dynamodb_table);
    const refused = await terraform.run(at(stack), 'destroy', '-auto-approve', '-input=false', '-no-color', ...tables.map((table) => `-target=aws_dynamodb_table.${table}`));
    expect(refused).toMatchObject({ code: 1, output: expect.stringMatching(/deletion ?protection/i) });
    const unprotected = Object.fromEntries(tables.map((table) => [table, { deletion_protection_enabled: false }]));
    writeFileSync(join(at(stack), 'unprotected_override.tf.json'), JSON.stringify({ resource: { aws_dynamodb_table: unprotected } }));
    await terraform.must(at(stack), 'apply', '-auto-approve', '-input=false', '-no-color');
  }
});

/** Terraform mostly waits. All come to an end before one's failure is told. */
async function atOnce(...all: readonly (() => Promise<unknown>)[]): Promise<void> {
  for (const ended of await Promise.allSettled(all.map((one) => one()))) if (ended.status === 'rejected') throw ended.reason;
}
