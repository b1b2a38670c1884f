import { describeWith } from '@parley/testing';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { PARTIES, partyFile, stacks } from './synthesised';
import { runCommand, TerraformRunner } from './terraform-runner';
import { type LocalAws, startLocalAws } from './testing/local-aws';

const home = resolve(__dirname, '../..');
const SECRET = 'made-up-secret';

/** `npm run test:terraform:full`: both partners, a column added later, and CDKTF's own command. Each synthesised in a copy of stacks/. */
describeWith(['stacks', 'terraform', 'aws-provider', 'moto', 'aws'], 'the stacks of three accounts, as time goes on', () => {
  let contract: string;
  let scratch: string;
  let aws: LocalAws;
  let terraform: TerraformRunner;
  const folders = new Map<string, string>();

  beforeAll(async () => {
    contract = mkdtempSync(join(home, '.parley-new-column-'));
    scratch = mkdtempSync(join(tmpdir(), 'parley-apply-'));
    symlinkSync(join(home, 'tools'), join(contract, 'tools'));
    for (const party of PARTIES) cpSync(join(home, 'stacks', party), join(contract, 'stacks', party), { recursive: true, filter: (path) => !path.endsWith('cdktf.out') });
    terraform = new TerraformRunner(scratch);
    aws = await startLocalAws(join(scratch, 'data'), PARTIES.map((party) => partyFile(party).account), SECRET);
  }, 180_000);
  afterAll(async () => {
    await aws?.stop();
    for (const folder of [contract, scratch]) rmSync(folder, { recursive: true, force: true });
  }, 60_000);

  /** Synthesises as cdktf.json says, and points the providers here. */
  async function synthesise(party: string): Promise<void> {
    const cwd = join(contract, 'stacks', party);
    const { app } = JSON.parse(readFileSync(join(cwd, 'cdktf.json'), 'utf8')) as { app: string };
    const [command = '', ...args] = app.split(' ');
    const env = { ...process.env, CDKTF_OUTDIR: join(cwd, 'cdktf.out'), CDKTF_CONTEXT_JSON: '{"state":"local"}' };
    expect(await runCommand(command, args, { cwd, env })).toMatchObject({ code: 0 });
    for (const { name, folder } of stacks(join(cwd, 'cdktf.out'))) {
      writeFileSync(join(folder, 'local_override.tf.json'), aws.override(partyFile(party).account));
      folders.set(name, folder);
    }
  }
  const at = (stack: string): string => folders.get(stack) ?? `no stack ${stack}`;
  const apply = async (stack: string): Promise<string> => {
    await terraform.must(at(stack), 'init', '-input=false', '-no-color');
    const said = await terraform.must(at(stack), 'apply', '-auto-approve', '-input=false', '-no-color');
    const { code, output } = await terraform.run(at(stack), 'plan', '-detailed-exitcode', '-input=false', '-no-color');
    expect({ code, output: code === 0 ? '' : output }).toEqual({ code: 0, output: '' });
    return said;
  };
  const handOver = async (partner: string): Promise<Record<string, string>> => {
    const outputs = JSON.parse(await terraform.must(at('owner-collaboration'), 'output', '-json')) as Record<string, { value: string }>;
    return JSON.parse(outputs[`${partner}-hand-over`]?.value ?? '') as Record<string, string>;
  };

  it('applies the owner and its first partner, which the owner matches with', async () => {
    await synthesise('owner');
    for (const stack of ['owner-data', 'owner-collaboration']) await apply(stack);
    await synthesise('partner-sample');
    for (const stack of ['partner-sample-data', 'partner-sample-clean-room']) {
      writeFileSync(join(at(stack), 'hand-over.auto.tfvars.json'), JSON.stringify(await handOver('partner-sample')));
      await apply(stack);
    }
    expect((await match()).rows).toEqual([{ customer_id: 'c1', income_band: 'middle' }]);
  }, 600_000);

  it('replaces the table and its association when the partner adds a column, which the owner can then ask for', async () => {
    await expect(aws.query(partyFile('owner').account, SECRET, CINEMA)).rejects.toThrow(/cinema/);
    const file = join(contract, 'stacks/partner-sample/party.yaml');
    const column = "      - { name: cinema, type: string, description: How often the member goes to the cinema. }\n";
    const wider = readFileSync(file, 'utf8')
      .replace('    allowedColumns:\n      - hashed_email\n', `${column}    allowedColumns:\n      - cinema\n      - hashed_email\n`)
      .replace('listColumns: [income_band', 'listColumns: [cinema, income_band');
    writeFileSync(file, wider);
    const shared = await handOver('partner-sample');
    await synthesise('partner-sample');
    for (const stack of ['partner-sample-data', 'partner-sample-clean-room']) writeFileSync(join(at(stack), 'hand-over.auto.tfvars.json'), JSON.stringify(shared));
    await apply('partner-sample-data');
    expect(await apply('partner-sample-clean-room')).toContain('2 added, 1 changed, 2 destroyed');
    expect(await aws.query(partyFile('owner').account, SECRET, CINEMA)).toEqual([{ customer_id: 'c1', cinema: 'often' }]);
    expect((await match()).refused).toMatch(/hashed_email/);
  }, 400_000);

  it('applies the second partner with the cdktf command, that of cdktf-cli 0.21.0', async () => {
    await synthesise('partner-other');
    const shared = await handOver('partner-other');
    const variables = Object.fromEntries(Object.entries(shared).map(([name, value]) => [`TF_VAR_${name}`, value]));
    const env = { ...terraform.env, ...variables, CI: 'true', CDKTF_CONTEXT_JSON: '{"state":"local"}' };
    const cdktf = (...args: string[]) => runCommand('npx', ['--yes', 'cdktf-cli@0.21.0', ...args], { cwd: join(contract, 'stacks/partner-other'), env });
    const deployed = await cdktf('deploy', 'partner-other-data', 'partner-other-clean-room', '--auto-approve', '--skip-synth', '--skip-provider-lock');
    expect({ code: deployed.code, output: deployed.code === 0 ? '' : deployed.output }).toEqual({ code: 0, output: '' });
    for (const stack of ['partner-other-data', 'partner-other-clean-room']) {
      const { code, output } = await runCommand('terraform', ['plan', '-detailed-exitcode', '-input=false', '-no-color'], { cwd: at(stack), env });
      expect({ stack, code, output: code === 0 ? '' : output }).toEqual({ stack, code: 0, output: '' });
    }
  }, 900_000);

  const match = () => aws.matchByEmail(partyFile('owner').account, partyFile('partner-sample').account, SECRET);
});

const CINEMA = 'SELECT DISTINCT c.customer_id, p.cinema FROM customers c INNER JOIN people p ON c.hashed_email = p.hashed_email';
