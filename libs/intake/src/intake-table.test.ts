import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Party, partySchema, type TableSpec } from '@parley/contract';
import { hashIdentifier, type IdentifierHash } from '@parley/identity';
import { type ColumnTable, readCsv, readParquet, type Value } from '@parley/tabular';
import { describeWith, sharedPath } from '@parley/testing';
import { type IntakeInput, intakeTable } from './intake-table';

const hash: IdentifierHash = { kind: 'HMAC_SHA_256', key: Buffer.alloc(32, 7) };
const hashed = (text: string): string => hashIdentifier(text, hash);

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'parley-intake-'))));
afterEach(() => rmSync(folder, { recursive: true }));

const CUSTOMERS = [
  { name: 'customer_id', type: 'string', role: 'key' },
  { name: 'email', from: 'E-mail', type: 'string', role: 'email' },
  { name: 'phone', type: 'string', role: 'phone' },
  { name: 'visits', type: 'int' },
  { name: 'joined', type: 'date' },
  { name: 'consent', type: 'boolean', role: 'consent' },
  { name: 'zone', type: 'string', role: 'zone' },
  { name: 'first_name', from: 'name', type: 'string', role: 'first-name' },
  { name: 'bought', type: 'boolean', role: 'label' },
] as const;

interface Given {
  columns?: readonly object[];
  role?: Party['role'];
  contacts?: boolean;
}

function input(text: string | Buffer, { columns = CUSTOMERS, role = 'owner', contacts = role === 'owner' }: Given = {}): IntakeInput {
  const sourcePath = join(folder, 'source.csv');
  writeFileSync(sourcePath, text);
  const file = partySchema.parse({ party: { name: 'Shop', account: '111122223333' }, tables: { customers: { source: { file: 'source.csv' }, columns } } });
  const table: TableSpec = { name: 'customers', ...(file.tables.customers as Omit<TableSpec, 'name'>) };
  const party: Party = { ...file.party, id: role, role, tables: [table], file: 'party.yaml' };
  const out = (name: string): string => join(folder, 'out', name);
  return { party, table, sourcePath, hash, paths: { table: out('table.parquet'), quarantine: out('quarantine.csv'), scratch: folder, ...(contacts ? { contacts: out('contacts.parquet') } : {}) } };
}

const HEADER = 'customer_id,E-mail,phone,visits,joined,consent,zone,name,bought\n';
const person = (id: string, email = '', phone = '', rest = '3,2026-01-02,yes,Europe/Paris,Ann,True'): string => `${id},${email},${phone},${rest}\n`;

function rowsOf(table: ColumnTable): Record<string, Value>[] {
  return Array.from({ length: table.rows }, (_, row) => Object.fromEntries(table.columns.map(({ name, values }) => [name, values[row] ?? null])));
}

describe('intakeTable', () => {
  it('makes the table of the clean room and, apart from it, the contacts', async () => {
    const given = input(HEADER + person('c1', ' Ann.Lee+x@GMail.com ', '(202) 555-0123') + person('c2', 'not an address', 'n/a', ',,,,,'));
    const result = await intakeTable(given);
    const table = await readParquet(given.paths.table);
    expect(table.columns.map(({ name, type }) => ({ name, type }))).toEqual(result.columns);
    expect(rowsOf(table)).toEqual([
      { customer_id: 'c1', visits: 3, joined: '2026-01-02', bought: true, hashed_email: hashed('annlee@gmail.com'), hashed_phone: hashed('+12025550123'), source_row: 1 },
      { customer_id: 'c2', visits: null, joined: null, bought: null, hashed_email: null, hashed_phone: null, source_row: 2 },
    ]);
    expect(rowsOf(await readParquet(given.paths.contacts ?? ''))).toEqual([
      { customer_id: 'c1', email: 'Ann.Lee+x@gmail.com', phone: '+12025550123', zone: 'Europe/Paris', consent: true, first_name: 'Ann' },
      { customer_id: 'c2', email: null, phone: null, zone: null, consent: null, first_name: null },
    ]);
    expect(result).toMatchObject({ rows: 2, quarantined: 0, reasons: {}, emails: { present: 2, normalized: 1, sharedDropped: 0 }, phones: { present: 2, normalized: 1, sharedDropped: 0 } });
    expect(existsSync(given.paths.quarantine)).toBe(false);
  });

  it('drops what several people share from all of them, each identifier by itself, however it is spelt', async () => {
    const given = input(HEADER + person('c1', 'a.nn@gmail.com', '+12025550123') + person('c2', 'ANN+y@gmail.com', '2025550124') + person('c3', 'bob@x.org', '(202) 555-0123'));
    const result = await intakeTable(given);
    expect(rowsOf(await readParquet(given.paths.table, ['customer_id', 'hashed_email', 'hashed_phone']))).toEqual([
      { customer_id: 'c1', hashed_email: null, hashed_phone: null },
      { customer_id: 'c2', hashed_email: null, hashed_phone: hashed('+12025550124') },
      { customer_id: 'c3', hashed_email: hashed('bob@x.org'), hashed_phone: null },
    ]);
    expect(result.emails).toEqual({ present: 3, normalized: 3, sharedDropped: 2 });
    expect(result.phones).toEqual({ present: 3, normalized: 3, sharedDropped: 2 });
    expect(rowsOf(await readParquet(given.paths.contacts ?? '', ['phone'])).map(({ phone }) => phone)).toEqual(['+12025550123', '+12025550124', '+12025550123']);
  });

  it('keeps the order of the file', async () => {
    const ids = Array.from({ length: 5000 }, (_, row) => `c${(row * 7919) % 5003}`);
    const given = input(HEADER + ids.map((id) => person(id)).join(''));
    await intakeTable(given);
    expect((await readParquet(given.paths.table, ['customer_id', 'source_row'])).columns.map(({ values }) => values)).toEqual([ids, ids.map((_, row) => row + 1)]);
  });

  it('sets few unusable rows aside with reasons, and without their values', async () => {
    const good = Array.from({ length: 300 }, (_, row) => person(`c${row}`)).join('');
    const given = input(HEADER + person('x1', 'a@x.org', '', 'secret,soon,yes,UTC,Ann,True') + good + person('', 'b@x.org'));
    const result = await intakeTable(given);
    expect(result).toMatchObject({ rows: 300, quarantined: 2, reasons: { 'customer_id: the key is empty': 1, [`joined: not a date (YYYY-MM-DD)`]: 1 } });
    const quarantine = readFileSync(given.paths.quarantine, 'utf8');
    expect(quarantine.split('\n').map((line) => line.split(',').slice(0, 2).join())).toEqual(['line,column', '2,visits', '2,joined', '303,customer_id', '']);
    expect(quarantine).not.toMatch(/secret|soon|x1|x\.org/);
    const table = await readParquet(given.paths.table, ['customer_id', 'source_row']);
    expect([table.rows, table.columns[0]?.values[0], table.columns[1]?.values[0]]).toEqual([300, 'c0', 2]);
  });

  it('refuses a file with more than 1 % unusable rows, and writes nothing', async () => {
    const rows = Array.from({ length: 98 }, (_, row) => person(`c${row}`)).join('') + person('x1', '', '', 'secret,,,,,') + person('x2', '', '', 'secret,,,,,');
    const given = input(HEADER + rows);
    const error = await intakeTable(given).catch((caught: unknown) => caught);
    expect(error).toMatchObject({ kind: 'input', code: 'ROWS_UNUSABLE', problems: [{ message: expect.stringMatching(/^2 of 100 rows/) }, { line: 100 }, { line: 101 }] });
    expect(String(error)).not.toContain('secret');
    expect(readdirSync(folder)).toEqual(['source.csv']);
  });

  it('refuses 1,000 unusable rows in however long a file', async () => {
    const rows = Array.from({ length: 101_000 }, (_, row) => `c${row},${row < 1000 ? 'x' : 1}\n`).join('');
    const given = input(`customer_id,visits\n${rows}`, { columns: [CUSTOMERS[0], CUSTOMERS[3]], contacts: false });
    await expect(intakeTable(given)).rejects.toMatchObject({ code: 'ROWS_UNUSABLE', problems: { length: 22 } });
  });

  it('lists every repeated key with both lines, not the key', async () => {
    const given = input(HEADER + person('secret') + person('c2') + person('secret') + person('c2') + person('secret'));
    const error = await intakeTable(given).catch((caught: unknown) => caught);
    expect(error).toMatchObject({ kind: 'input', code: 'KEYS_NOT_UNIQUE', exitCode: 2, problems: [{ line: 4, message: expect.stringContaining('line 2') }, { line: 5, message: expect.stringContaining('line 3') }, { line: 6 }] });
    expect(String(error)).not.toContain('secret');
    expect(readdirSync(folder)).toEqual(['source.csv']);
  });

  it.each([
    ['a column that is missing', Buffer.from('customer_id\nc1\n'), 'COLUMNS_INVALID', 8],
    ['a ragged row', Buffer.from(`${HEADER}c1,a\n`), 'CSV_INVALID', 1],
    ['Latin-1 bytes', Buffer.from(HEADER + person('Zoë'), 'latin1'), 'CSV_INVALID', 1],
    ['an empty file', Buffer.alloc(0), 'CSV_INVALID', 1],
  ])('refuses %s and leaves nothing', async (_, bytes, code, problems) => {
    await expect(intakeTable(input(bytes))).rejects.toMatchObject({ exitCode: 2, code, problems: { length: problems } });
    expect(readdirSync(folder)).toEqual(['source.csv']);
  });

  it('makes no contacts for a partner', async () => {
    await expect(intakeTable(input(HEADER + person('c1'), { role: 'partner', contacts: true }))).rejects.toMatchObject({ code: 'CONTACTS_OF_PARTNER' });
  });

  it('leaves raw identifiers out of the table, and hashes out of the contacts', async () => {
    const given = input(HEADER + person('c1', 'ann@rare-domain.org', '+12025550123', '1,,yes,UTC,Annabelle,True'));
    await intakeTable(given);
    const [table, contacts] = [given.paths.table, given.paths.contacts ?? ''].map((path) => readFileSync(path).toString('latin1')) as [string, string];
    expect(table).not.toMatch(/rare-domain|2025550123|Annabelle/);
    expect(contacts).not.toContain('hashed_');
    expect(contacts).not.toContain(hashed('ann@rare-domain.org').slice(0, 16));
  });
});

const source = (name: string): string => sharedPath('data', 'online-shoppers', name);

describeWith('data', 'matching by what intake makes of real files', () => {
  it('finds 0.955 of the true pairs of online-shoppers, 0.999 of what it finds is true', async () => {
    const sides = [['owner', 'customer_id'], ['partner', 'partner_id']] as const;
    const [owner, partner] = await Promise.all(sides.map(async ([side, key]) => {
      const given = input('', { role: side, contacts: false, columns: [{ name: key, type: 'string', role: 'key' }, { name: 'email', type: 'string', role: 'email' }, { name: 'phone', type: 'string', role: 'phone' }] });
      const paths = { ...given.paths, table: join(folder, `${side}.parquet`) };
      await intakeTable({ ...given, sourcePath: source(`${side}.csv.gz`), paths });
      return rowsOf(await readParquet(paths.table));
    }));
    const truth = new Set((await linkedPairs(source('truth-link.csv.gz'))).map((pair) => pair.join()));
    const found = matches(owner ?? [], partner ?? []);
    const right = found.filter((pair) => truth.has(pair)).length;
    expect(right / truth.size).toBeGreaterThanOrEqual(0.955);
    expect(right / found.length).toBeGreaterThanOrEqual(0.999);
  });
});

async function linkedPairs(path: string): Promise<string[][]> {
  const pairs: string[][] = [];
  for await (const { values } of readCsv(path)) pairs.push(values);
  return pairs;
}

/** Hashed e-mail first, then hashed phone for who is left on both sides. */
function matches(owner: Record<string, Value>[], partner: Record<string, Value>[]): string[] {
  const taken = new Set<Value>();
  return ['hashed_email', 'hashed_phone'].flatMap((column) => {
    const byHash = new Map(partner.filter((row) => row[column] && !taken.has(row.partner_id ?? null)).map((row) => [row[column], row.partner_id ?? null]));
    return owner.flatMap((row) => {
      const match = row[column] && !taken.has(row.customer_id ?? null) ? byHash.get(row[column]) : undefined;
      if (match === undefined) return [];
      taken.add(match).add(row.customer_id ?? null);
      return [`${row.customer_id},${match}`];
    });
  });
}
