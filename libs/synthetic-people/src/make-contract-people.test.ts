import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { type Contract, loadContract } from '@parley/contract';
import { readCsvTable, readTypedCsvTable } from '@parley/tabular';
import fc from 'fast-check';
import { contractFiles, makeContractPeople } from './make-contract-people';
import { negativeText } from './negative-text';

const home = resolve(__dirname, '../../..');
const folder = mkdtempSync(join(tmpdir(), 'contract-people-'));
afterAll(() => rmSync(folder, { recursive: true }));

const LABELS = {
  'examples/online-shoppers': { table: 'customers', column: 'revenue', positive: 'True' },
  'examples/telco-churn': { table: 'customers', column: 'churn', positive: 'Yes' },
  'examples/bank-marketing': { table: 'customers', column: 'subscribed', positive: 'yes' },
  stacks: { table: 'customers', column: 'bought_again', positive: 'yes' },
};

/** One table with every type and role. */
function allKinds(account: string, key: 'string' | 'bigint' | 'timestamp', country: string): Contract['owner'] {
  const columns = (['string', 'boolean', 'int', 'bigint', 'double', 'date', 'timestamp'] as const).map((type) => ({ name: `a_${type}`, from: `A ${type}, "so"`, type, knownAt: 'prediction' as const }));
  const roles = [['key', key], ['email', 'string'], ['phone', 'string'], ['first-name', 'string'], ['zone', 'string'], ['consent', 'boolean'], ['label', 'int'], ['time', 'date']] as const;
  const ofRoles = roles.map(([role, type]) => ({ name: role.replace('-', '_'), type, role, knownAt: 'always' as const }));
  const table = { name: 'people', source: { file: `${account}/people.csv.gz`, format: 'csv' as const }, columns: [...ofRoles, ...columns] };
  const events = { name: 'events', source: { file: `${account}/events.jsonl`, format: 'pinpoint-events' as const }, columns: [] };
  const twin = { ...table, name: 'twin', columns: [...ofRoles.slice(0, 1), { name: 'extra', type: 'double' as const, knownAt: 'prediction' as const }] };
  return { id: account, role: 'owner', name: account, account, country, retentionDays: 1, tables: [table, events, twin], file: `${account}/party.yaml` };
}

describe('makeContractPeople', () => {
  it.each(Object.entries(LABELS))('fills the files of %s with values of their types', async (path, label) => {
    const contract = await loadContract(join(home, path));
    const directory = join(folder, path);
    const { files } = await makeContractPeople({ contract, label, suppression: 'no-mail.csv', rows: 400, seed: 2, directory });
    for (const { source, columns } of [contract.owner, ...contract.partners].flatMap(({ tables }) => tables)) {
      expect(files.map((file) => file.path)).toContain(source.file);
      if (source.format === 'csv') expect((await readTypedCsvTable(join(directory, source.file), columns)).rows).toBe(400);
    }
    const [customers] = contract.owner.tables.filter(({ name }) => name === label.table);
    const table = await readTypedCsvTable(join(directory, customers?.source.file ?? ''), customers?.columns ?? []);
    const labels = table.columns.find(({ name }) => name === label.column)?.values ?? [];
    expect(labels.filter((value) => value === label.positive).length / 400).toBeGreaterThan(0.12);
    expect(new Set(labels).size).toBe(2);
    for (const { id } of contract.partners) expect((await readCsvTable(join(directory, `truth-link/${id}.csv`))).rows).toBe(280);
    expect((await readCsvTable(join(directory, 'no-mail.csv'))).rows).toBeLessThan(20);
  });

  it.each([['string', 'US'], ['bigint', 'GB'], ['timestamp', 'JP']] as const)('knows every type and role, with keys of type %s, in %s', async (key, country) => {
    const contract = { owner: allKinds('o', key, country), partners: [{ ...allKinds('p', key, country), role: 'partner' as const }] };
    const directory = join(folder, `kinds-${key}`);
    const label = { table: 'people', column: 'label', positive: '0' };
    const events = { asOf: '2026-03-01T00:00:00Z', windowDays: 30, types: ['seen'] };
    const { files } = await makeContractPeople({ contract, label, events, rows: 300, seed: 5, directory });
    expect(files.map(({ path }) => path).sort()).toEqual(['o/events.jsonl', 'o/people.csv.gz', 'p/events.jsonl', 'p/people.csv.gz', 'truth-link/p.csv']);
    for (const { tables } of [contract.owner, ...contract.partners]) {
      for (const { source, columns } of tables.filter(({ source }) => source.format === 'csv')) {
        const read = await readTypedCsvTable(join(directory, source.file), columns);
        const keys = read.columns.find(({ name }) => name === 'key')?.values ?? [];
        expect(new Set(keys).size).toBe(300);
      }
    }
  });

  it('makes the same files of the same seed, and others of another', async () => {
    const contract = await loadContract(join(home, 'examples/telco-churn'));
    const label = LABELS['examples/telco-churn'];
    const lines = (seed: number, rows: number) => contractFiles({ contract, label, rows, seed }).map(({ path, lines: made }) => [path, ...made].join('\n'));
    fc.assert(
      fc.property(fc.nat(), fc.integer({ min: 10, max: 60 }), (seed, rows) => {
        expect(lines(seed, rows)).toEqual(lines(seed, rows));
        expect(lines(seed, rows)).not.toEqual(lines(seed + 1, rows));
      }),
      { numRuns: 10 },
    );
  });

  it('relates the label weakly to what each party knows', async () => {
    const contract = await loadContract(join(home, 'examples/online-shoppers'));
    const files = contractFiles({ contract, label: LABELS['examples/online-shoppers'], rows: 6000, seed: 1 });
    const [owner, partner, truth] = files.map(({ lines }) => records([...lines]));
    const partnerOf = new Map(truth?.map((pair) => [pair.customer_id, pair.partner_id]));
    const byId = new Map(partner?.map((row) => [row.partner_id, row]));
    const own = owner?.map((row) => [row.Revenue === 'True', row.PageValues] as const) ?? [];
    const matched = owner?.map((row) => [row.Revenue === 'True', byId.get(partnerOf.get(row.customer_id) ?? '')?.SpecialDay] as const) ?? [];
    for (const pairs of [own, matched]) {
      expect(auc(pairs)).toBeGreaterThan(0.53);
      expect(auc(pairs)).toBeLessThan(0.7);
    }
  });

  it('says all at once why no people can be invented', async () => {
    const owner = allKinds('o', 'string', 'US');
    owner.tables[0]!.columns[0]!.type = 'boolean';
    const contract = { owner, partners: [{ ...owner, id: 'p' }] };
    const made = makeContractPeople({ contract, label: { table: 'people', column: 'label', positive: '1' }, rows: 100, seed: 1, directory: folder });
    await expect(made).rejects.toMatchObject({ code: 'SYNTHETIC_CONTRACT', kind: 'input' });
    const codes = await made.catch((error: { problems: { code: string }[] }) => error.problems.map(({ code }) => code));
    expect(new Set(codes as string[])).toEqual(new Set(['SYNTHETIC_KEY', 'SYNTHETIC_FILE_SHARED']));
  });
});

it.each([
  ['Yes', 'string', 'No'],
  ['churned', 'string', 'not churned'],
  ['true', 'boolean', 'false'],
  ['false', 'boolean', 'true'],
  ['0', 'int', '1'],
  ['2000-01-01', 'date', '2000-01-02'],
] as const)('where %s (%s) says yes, %s says no', (positive, type, negative) => {
  expect(negativeText(positive, type)).toBe(negative);
});

/** Rows of a file without quotes in it, as records. */
function records([header = '', ...rows]: readonly string[]): Record<string, string>[] {
  const names = header.split(',');
  return rows.map((row) => Object.fromEntries(row.split(',').map((value, i) => [names[i]!, value])));
}

function auc(pairs: readonly (readonly [boolean, string | undefined])[]): number {
  const values = (wanted: boolean) => pairs.flatMap(([positive, value]) => (positive === wanted && value ? [Number(value)] : []));
  const [yes, no] = [values(true), values(false)];
  let wins = 0;
  for (const one of yes) for (const other of no) wins += one > other ? 1 : one === other ? 0.5 : 0;
  return wins / (yes.length * no.length);
}
