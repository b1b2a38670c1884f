import { makeSyntheticPeople } from '@parley/synthetic-people';
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { copyContract, editFile } from '../testing/copy-contract';
import { home, type ParleyRun, runParley } from '../testing/run-parley';

interface Case {
  name: string;
  /** Edits files of the data folder and the contract folder. */
  spoil: (data: string, contract: string) => void;
  code: string;
  /** Each must be in the message: a place, what is wrong, or the repair. */
  says: RegExp[];
}

const customers = 'owner/customers.csv';
const people = 'partner-sample/people.csv';
const lines = (change: (lines: string[]) => string[]) => (text: string) => change(text.split('\n')).join('\n');

const cases: Case[] = [
  { name: 'a missing file', spoil: (data) => rmSync(join(data, people)), code: 'SOURCE_MISSING', says: [/people\.csv/] },
  {
    name: 'an engine that a laptop lacks',
    spoil: (_data, contract) => editFile(join(contract, 'owner/plan.yaml'), (plan) => plan.replace('model:\n', 'model:\n  engine: { kind: sagemaker }\n')),
    code: 'ENGINE_NOT_HERE',
    says: [/owner\/plan\.yaml:3:19: .*sagemaker/, /kind: booster/],
  },
  { name: 'an empty file', spoil: (data) => writeFileSync(join(data, people), ''), code: 'CSV_INVALID', says: [/people\.csv/, /empty/] },
  { name: 'a wrong delimiter', spoil: (data) => editFile(join(data, people), (text) => text.replaceAll(',', ';')), code: 'CSV_INVALID', says: [/people\.csv:1/, /semicolons/] },
  {
    name: 'a ragged row',
    spoil: (data) => editFile(join(data, people), lines((all) => all.with(4, `${all[4]},extra`))),
    code: 'CSV_INVALID',
    says: [/people\.csv:5/],
  },
  {
    name: 'duplicate customer ids',
    spoil: (data) => editFile(join(data, customers), lines((all) => all.with(7, all[3] ?? ''))),
    code: 'KEYS_NOT_UNIQUE',
    says: [/customers\.csv:8: .*line 4/],
  },
  {
    name: 'Latin-1 bytes',
    spoil: (data) => {
      const file = join(data, customers);
      const bytes = readFileSync(file);
      const at = bytes.indexOf('\n') + 3;
      bytes[at] = 0xe9;
      writeFileSync(file, bytes);
    },
    code: 'CSV_INVALID',
    says: [/customers\.csv:2:/, /UTF-8/, /iconv/],
  },
  {
    name: 'a label with one class',
    spoil: (data) => editFile(join(data, customers), (text) => text.replaceAll(/,yes(?=,|\n)/g, ',no')),
    code: 'LABEL_UNUSABLE',
    says: [/one class/],
  },
  {
    name: 'a missing column',
    spoil: (data) => editFile(join(data, people), (text) => text.replace('income_band', 'income')),
    code: 'COLUMNS_INVALID',
    says: [/people\.csv/, /income_band/],
  },
  {
    name: 'a column of the wrong type',
    spoil: (_data, contract) => editFile(join(contract, 'partner-sample/party.yaml'), (text) => text.replace('name: income_band, type: string', 'name: income_band, type: int')),
    code: 'ROWS_UNUSABLE',
    says: [/people\.csv:2: income_band/, /not an int/],
  },
  {
    name: 'a rule that names an unknown column',
    spoil: (_data, contract) => editFile(join(contract, 'partner-sample/party.yaml'), (text) => text.replace('listColumns: [income_band', 'listColumns: [incomeband')),
    code: 'CONTRACT_INVALID',
    says: [/partner-sample\/party\.yaml:\d+:\d+/, /income_?band/],
  },
  {
    name: 'a raw e-mail in an allowed column',
    spoil: (_data, contract) => editFile(join(contract, 'partner-sample/party.yaml'), (text) => text.replace('- hashed_email\n', '- hashed_email\n      - email\n')),
    code: 'CONTRACT_INVALID',
    says: [/partner-sample\/party\.yaml:\d+:\d+/, /email/],
  },
  {
    name: 'a feature known too late',
    spoil: (_data, contract) => editFile(join(contract, 'owner/party.yaml'), (text) => text.replace(/(name: average_basket, type: double)/, '$1, knownAt: outcome')),
    code: 'PLAN_INVALID',
    says: [/owner\/plan\.yaml:\d+:\d+/, /average_basket/],
  },
];

let folder: string;
let good: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'parley-bad-'));
  good = join(folder, 'good');
  await makeSyntheticPeople({ rows: 1500, seed: 3, directory: good });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it.each(cases)('explains $name, and writes nothing by half', async ({ name, spoil, code, says }) => {
  const { contract, data, out } = trial(name);
  spoil(data, contract);
  const run = await runParley(['rehearse', '--contract', contract, '--data', data, '--out', out, '--json']);
  expect(run.code).toBe(2);
  expect(run.stderr).toContain(code);
  for (const part of says) expect(run.stderr).toMatch(part);
  expect(run.stderr).not.toMatch(/\bat .*\.(ts|mjs):\d+/); // a user's mistake prints without a stack
  expect(JSON.parse(run.stdout).error.kind).toBe('input');
  for (const file of ['report.html', 'report.json', 'receipt.json', 'scores.parquet']) expect(existsSync(join(out, file))).toBe(false);
  if (existsSync(out)) expect(readdirSync(out, { recursive: true }).filter((file) => String(file).includes('.parley-tmp-'))).toEqual([]);
});

it('reads a file with a byte order mark as one without', async () => {
  const { contract, data, out } = trial('bom');
  editFile(join(data, people), (text) => `\uFEFF${text}`);
  const run = await runParley(['rehearse', '--contract', contract, '--data', data, '--out', out, '--json']);
  expect([0, 3]).toContain(run.code); // so few people may not pass the gate
  expect(JSON.parse(run.stdout).matching[0].rate).toBeGreaterThan(0.6);
});

it('refuses an --out that holds what it did not write', async () => {
  const run = await runParley(['rehearse', '--rows', '100', '--out', join(home, 'libs')]);
  expect(run.code).toBe(2);
  expect(run.stderr).toContain('OUT_NOT_OURS');
});

function trial(name: string) {
  const at = join(folder, name.replaceAll(/\W+/g, '-'));
  const [contract, data] = [join(at, 'contract'), join(at, 'data')];
  copyContract(contract);
  cpSync(good, data, { recursive: true });
  return { contract, data, out: join(at, 'out') };
}

it('lets one rehearsal at a time write to a folder', async () => {
  const out = join(folder, 'shared-out');
  let second: Promise<ParleyRun> | undefined;
  const first = await runParley(['rehearse', '--rows', '1500', '--out', out], {
    onLine: (line) => {
      if (line.startsWith('normalise')) second ??= runParley(['rehearse', '--rows', '1500', '--seed', '2', '--out', out]);
    },
  });
  expect([0, 3]).toContain(first.code);
  expect(await second).toMatchObject({ code: 2, stderr: expect.stringContaining('OUT_IN_USE') });
});
