import { readCsvTable, readParquet } from '@parley/tabular';
import { describeWith, sharedPath } from '@parley/testing';
import { makeSyntheticPeople } from '@parley/synthetic-people';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { copyContract, editFile } from '../testing/copy-contract';
import { home, runParley } from '../testing/run-parley';

/** Addresses and numbers as the test's data have them, and as nothing that Parley writes of itself does. */
const ADDRESS = /@(gmail\.com|example\.(com|org|net))|\(?\d{3}\)?[ .-]555[ .-]\d{4}|\+1\d{3}555\d{4}/i;

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'parley-as-partner-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describeWith('data', "a partner's real file against a made-up owner", () => {
  it('is matched to seven customers in ten, and its addresses stand nowhere afterwards', async () => {
    const [data, out] = [join(folder, 'shoppers'), join(folder, 'shoppers-out')];
    mkdirSync(data);
    cpSync(sharedPath('data', 'online-shoppers', 'partner.csv.gz'), join(data, 'partner.csv.gz'));
    const owner = join(out, '.parley/people/owner.csv.gz');
    let held = '';
    const run = await runParley(['rehearse', '--contract', join(home, 'examples/online-shoppers'), '--as', 'partner', '--data', data, '--out', out, '--json'], {
      onLine: (line) => void (line.startsWith('Made up ') && (held = gunzipSync(readFileSync(owner)).toString())),
    });
    expect(run.code).toBe(0);
    expect(held.split('\n').filter((line) => ADDRESS.test(line)).length).toBeGreaterThan(9000); // it was there, and held them
    const report = JSON.parse(run.stdout);
    expect(report.matching[0].rate).toBeGreaterThan(0.69);
    expect(report.matching[0].rate).toBeLessThan(0.71);
    expect(report.asPartner).toMatchObject({ partner: 'partner', rows: 9864, knownCustomers: 6846, quarantine: {} });
    expect(report.synthetic.people).toBe(true);
    expect(report.disclosed.map(({ promise }: { promise: string }) => promise)).toEqual(Array(2).fill('row-level enrichment of matched people'));
    expect(existsSync(owner)).toBe(false);
    expect(await filesWithAddresses(out)).toEqual([]);
  }, 120_000);
});

describe('--as partner', () => {
  let contract: string;
  let data: string;
  beforeAll(async () => {
    contract = join(folder, 'contract');
    data = join(folder, 'data');
    copyContract(contract);
    // A gate that made-up customers pass, so that the run goes on to the contacts; and a plan that would send unasked.
    editFile(join(contract, 'owner/plan.yaml'), (plan) => plan.replace('gate: { minAuc: 0.65, maxEce: 0.05, maxPsi: 0.2 }', 'gate: { minAuc: 0.5, maxEce: 0.5, maxPsi: 5 }').replace('required: true', 'required: false'));
    await makeSyntheticPeople({ rows: 1500, seed: 8, directory: join(folder, 'both') });
    cpSync(join(folder, 'both/partner-sample'), join(data, 'partner-sample'), { recursive: true });
    editFile(join(data, 'partner-sample/people.csv'), (text) => text.replace(/^(P0000003,.*),(\d+)$/m, '$1,many'));
  });

  const rehearse = (out: string, ...more: string[]) => ['rehearse', '--contract', contract, '--as', 'partner', '--partner', 'partner-sample', '--data', data, '--out', out, ...more];

  it('ends at "audience ready", says what left the account in the words of the promise, and keeps no address', async () => {
    const out = join(folder, 'ready');
    const run = await runParley(rehearse(out));
    expect({ code: run.code, stderr: run.code === 0 ? '' : run.stderr }).toEqual({ code: 0, stderr: '' });
    expect(run.stdout).toMatch(/Match rate: (6[5-9]|7[0-2])\.\d %/);
    expect(run.stdout).toContain('people.commute_minutes: not an int (a whole number from -2147483648 to 2147483647) (1)');
    expect(run.stdout).toContain('A LIST rule is row-level enrichment of matched people.');
    expect(run.stdout).toContain('An AGGREGATION rule releases groups above a threshold.');
    expect(run.stdout).toMatch(/partner-sample-by-email: .* rows of income_band, home_status/);
    const report = JSON.parse(readFileSync(join(out, 'report.json'), 'utf8'));
    expect(report.activation.length).toBeGreaterThan(1);
    expect(new Set(report.activation.map(({ status }: { status: string }) => status))).toEqual(new Set(['awaiting-approval']));
    expect(report.activation[0].ready).toBeGreaterThan(10);
    expect(report.parties.map(({ name }: { name: string }) => name)).toEqual(['Example Shop (made up)', 'Example Panel']);
    expect(existsSync(join(out, 'segments/most-likely.csv'))).toBe(true);
    expect(existsSync(join(out, 'outbox/email'))).toBe(false);
    expect(await filesWithAddresses(out)).toEqual([]);
  }, 120_000);

  it('deletes the addresses on Ctrl-C; a kill leaves them for the next start, whatever that is', async () => {
    const [stopped, killed] = [join(folder, 'stopped'), join(folder, 'killed')];
    const interrupted = await runParley(rehearse(stopped), { onLine: (line, kill) => line === 'features …' && kill('SIGINT') });
    expect(interrupted.code).toBe(2);
    expect(interrupted.stderr).toContain('begins afresh');
    expect(await filesWithAddresses(stopped)).toEqual([]);

    await runParley(rehearse(killed), { onLine: (line, kill) => line === 'features …' && kill('SIGKILL') });
    expect((await filesWithAddresses(killed)).length).toBeGreaterThan(0);
    const next = await runParley(['rehearse', '--contract', join(folder, 'nowhere'), '--out', killed]);
    expect(next.code).toBe(2);
    expect(await filesWithAddresses(killed)).toEqual([]);
  }, 120_000);

  it('deletes the addresses when a step fails', async () => {
    const [spoilt, out] = [join(folder, 'spoilt'), join(folder, 'spoilt-out')];
    cpSync(data, spoilt, { recursive: true });
    editFile(join(spoilt, 'partner-sample/people.csv'), (text) => text.replaceAll(/,\d+$/gm, ',many'));
    const run = await runParley([...rehearse(out), '--data', spoilt]);
    expect(run.code).toBe(2);
    expect(run.stderr).toContain('ROWS_UNUSABLE');
    expect(await filesWithAddresses(out)).toEqual([]);
  }, 60_000);

  it.each([
    ['an approval and no data', ['--as', 'partner', '--approve'], 'USAGE', [/--approve/, /--data/]],
    ['another side', ['--as', 'auditor'], 'USAGE', [/"auditor"/]],
    ['a partner without the side', ['--partner', 'partner-sample'], 'USAGE', [/--as partner/]],
    ['no choice among two', ['--as', 'partner', '--data', '.'], 'PARTNER_UNCLEAR', [/partner-other, partner-sample/]],
    ['a partner that is none', ['--as', 'partner', '--data', '.', '--partner', 'nobody'], 'PARTNER_UNKNOWN', [/"nobody"/, /partner-sample/]],
    ['files that are not there', ['--as', 'partner', '--data', '.', '--partner', 'partner-sample'], 'SOURCE_MISSING', [/people\.csv/, /visits\.csv/]],
  ])('refuses %s', async (name, args, code, says) => {
    const out = join(folder, name.replaceAll(' ', '-'));
    const run = await runParley(['rehearse', '--contract', contract, '--out', out, ...args, '--json']);
    expect(run.code).toBe(2);
    expect(JSON.parse(run.stdout).error).toMatchObject({ kind: 'input', code });
    for (const part of says) expect(run.stderr).toMatch(part);
    expect(existsSync(out)).toBe(false);
  });

  it('refuses a file in which nobody can be met', async () => {
    const blank = join(folder, 'blank');
    cpSync(data, blank, { recursive: true });
    const people = join(blank, 'partner-sample/people.csv');
    writeFileSync(people, readFileSync(people, 'utf8').split('\n').slice(0, 6).join('\n'));
    const run = await runParley([...rehearse(join(folder, 'blank-out')), '--data', blank, '--json']);
    expect(JSON.parse(run.stdout).error.code).toBe('INPUTS_UNUSABLE');
  });
});

/** Files below a folder in which an address or number can be read; Parquet is unpacked. */
async function filesWithAddresses(out: string): Promise<string[]> {
  const found: string[] = [];
  for (const name of readdirSync(out, { recursive: true, encoding: 'utf8' })) {
    const path = join(out, name);
    if (statSync(path).isFile() && ADDRESS.test(await textOf(path))) found.push(name);
  }
  return found;
}

async function textOf(path: string): Promise<string> {
  if (path.endsWith('.parquet')) return JSON.stringify((await readParquet(path)).columns);
  if (path.endsWith('.csv.gz')) return JSON.stringify((await readCsvTable(path)).columns);
  const bytes = readFileSync(path);
  return (path.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('latin1');
}
