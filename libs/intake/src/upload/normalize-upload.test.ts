import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { type Party, partySchema, type TableSpec } from '@parley/contract';
import { FolderObjectStore, type ObjectStore } from '@parley/object-store';
import { readParquet } from '@parley/tabular';
import { ForgottenList } from '../forgotten/forgotten-list';
import { LARGEST_BYTES, normalizeUpload, type PartnerDataReady, type UploadOutcome, type UploadPorts } from './normalize-upload';

const file = partySchema.parse({
  party: { name: 'Panel', account: '444455556666' },
  tables: {
    people: {
      source: { file: 'people.csv' },
      columns: [{ name: 'id', type: 'string', role: 'key' }, { name: 'email', type: 'string', role: 'email' }, { name: 'age', type: 'int' }],
      allowedColumns: ['hashed_email', 'age'],
      analysisRule: { analysisRuleType: 'LIST', analysisRulePolicy: { v1: { list: { joinColumns: ['hashed_email'], listColumns: ['age'] } } } },
    },
    home: { source: { file: 'home.csv' }, columns: [{ name: 'id', type: 'string' }] },
  },
});
const party: Party = { ...file.party, id: 'partner-panel', role: 'partner', tables: Object.entries(file.tables).map(([name, table]) => ({ name, ...table }) as TableSpec), file: 'party.yaml' };
const hash = { kind: 'HMAC_SHA_256' as const, key: Buffer.alloc(32, 7) };
const PART = 'parley_partner_panel_for_owner/people/part.parquet';
const good = (people: number, from = 0): string => `id,email,age\n${Array.from({ length: people }, (_, index) => `p${index + from},p${index + from}@example.com,40\n`).join('')}`;

let folder: string;
let store: ObjectStore;
let told: PartnerDataReady[];
const announce = async (ready: PartnerDataReady): Promise<void> => void told.push(ready);
beforeEach(() => {
  told = [];
  folder = mkdtempSync(join(tmpdir(), 'parley-upload-test-'));
  store = new FolderObjectStore({ data: folder });
});
afterEach(() => rmSync(folder, { recursive: true }));

interface Sent {
  key?: string;
  version?: string;
  size?: number;
  at?: string;
  ports?: Partial<UploadPorts>;
}

async function upload(content: string | Buffer, { key = 'incoming/people/june.csv', version = 'v1', size = content.length, at = '2026-06-01T00:00:00Z', ports = {} }: Sent = {}): Promise<UploadOutcome> {
  mkdirSync(dirname(join(folder, key)), { recursive: true });
  writeFileSync(join(folder, key), content);
  return normalizeUpload({ store, hash, announce, ...ports }, party, 'owner', { bucket: 'data', key, version, size, at });
}
const rows = async (): Promise<number> => (await readParquet(join(folder, PART))).rows;
const refusal = (path: string): unknown => JSON.parse(readFileSync(join(folder, path), 'utf8'));

it('makes the one part of the table; the next file replaces it whole', async () => {
  expect(await upload(good(3))).toEqual({ outcome: 'written', table: 'people', rows: 3, quarantined: 0, reasons: {} });
  expect((await readParquet(join(folder, PART))).columns.map(({ name }) => name)).toEqual(['id', 'age', 'hashed_email', 'source_row']);
  await upload(good(5, 100), { key: 'incoming/people/july.csv', version: 'v2', at: '2026-07-01T00:00:00Z' });
  expect(await rows()).toBe(5);
  expect(told).toEqual([{ party: 'partner-panel', table: 'people', rows: 3, quarantined: 0, version: 'v1' }, { party: 'partner-panel', table: 'people', rows: 5, quarantined: 0, version: 'v2' }]);
});

it("writes the owner's addresses to their own bucket, for the table that has them and before the receipt", async () => {
  const contacts = mkdtempSync(join(tmpdir(), 'parley-contacts-test-'));
  const stores = new FolderObjectStore({ data: folder, contacts });
  const owner: Party = { ...party, id: 'owner', role: 'owner' };
  const send = (table: string) => normalizeUpload({ store: stores, hash, contacts: { table, uri: 's3://contacts/contacts/people.parquet' } }, owner, 'partner-panel', { bucket: 'data', key: 'incoming/people/june.csv', version: table, size: 1, at: '2026-06-01T00:00:00Z' });
  await stores.put('s3://data/incoming/people/june.csv', good(3));
  await send('orders');
  expect(existsSync(join(contacts, 'contacts'))).toBe(false);
  expect(await send('people')).toMatchObject({ outcome: 'written', rows: 3 });
  const { rows: people, columns } = await readParquet(join(contacts, 'contacts/people.parquet'));
  expect([people, columns.find(({ name }) => name === 'email')?.values[0]]).toEqual([3, 'p0@example.com']);
  rmSync(contacts, { recursive: true });
});

it('passes over people who were forgotten, by key or address; the others keep their numbers and lines', async () => {
  const forgotten = 's3://data/forgotten.json';
  await (await ForgottenList.read(store, forgotten, 'US')).add(store, forgotten, [{ id: 'p1' }, { id: 'gone', email: 'P3@Example.com' }], new Date(0));
  const text = good(300).replace('p7@example.com,40', 'p7@example.com,forty').replace('p1@example.com,40', 'p1@example.com,never an age');
  expect(await upload(text, { ports: { forgotten } })).toMatchObject({ outcome: 'written', rows: 297, quarantined: 1 });
  const { columns } = await readParquet(join(folder, PART), ['id', 'source_row']);
  expect(columns.map(({ values }) => values.slice(0, 3).map(String))).toEqual([['p0', 'p2', 'p4'], ['1', '3', '5']]);
  expect(readFileSync(join(folder, 'quarantine/people/june.csv.v1.csv'), 'utf8')).toContain('\n9,age,');
  writeFileSync(join(folder, 'forgotten.json'), '{"salt"');
  await expect(upload(text, { version: 'v2', ports: { forgotten } })).rejects.toMatchObject({ code: 'FORGOTTEN_DAMAGED' });
});

it('names the rows it sets aside, without their values', async () => {
  const text = good(200).replace('p7@example.com,40', 'p7@example.com,forty');
  expect(await upload(text)).toMatchObject({ outcome: 'written', rows: 199, quarantined: 1 });
  expect(readFileSync(join(folder, 'quarantine/people/june.csv.v1.csv'), 'utf8')).toBe('line,column,reason\n9,age,not an int (a whole number from -2147483648 to 2147483647)\n');
});

it.each([
  ['a file with too many bad rows', good(50).replaceAll(',40', ',forty'), {}, 'ROWS_UNUSABLE'],
  ['a file without a column', 'id,email\np1,p1@example.com\n', {}, 'COLUMNS_INVALID'],
  ['a file with repeated keys', `${good(2)}p0,x@example.com,40\n`, {}, 'KEYS_NOT_UNIQUE'],
  ['a file that is too large', good(1), { size: LARGEST_BYTES + 1 }, 'UPLOAD_TOO_LARGE'],
  ['a file that is nine tenths bad', `${good(300)}${'p,p@example.com,forty\n'.repeat(2700)}`, {}, 'ROWS_UNUSABLE'],
  ['a file that turns Latin-1 midway', Buffer.concat([Buffer.from(good(9000)), Buffer.from('p9001,Zoë@example.com,40\n', 'latin1'), Buffer.from('p9002,Zoë@example.com,40\n')]), {}, 'CSV_INVALID'],
  ['a zipped file that was cut off', gzipSync(good(5000)).subarray(0, -2000), { key: 'incoming/people/bad.csv.gz' }, 'CSV_INVALID'],
])('refuses %s, says why and keeps the last good', async (_, content, change, why) => {
  await upload(good(3));
  const key = 'key' in change ? change.key : 'incoming/people/bad.csv';
  expect(await upload(content, { ...change, key, version: 'v2' })).toMatchObject({ outcome: 'refused', why });
  expect(await rows()).toBe(3);
  expect(told).toHaveLength(1);
  expect(refusal(`quarantine/people/${key.split('/')[2]}.v2.refused.json`)).toMatchObject({ why, problems: expect.arrayContaining([expect.objectContaining({ file: key, message: expect.any(String) })]) });
});

it.each(['incoming/strangers/x.csv', 'incoming/home/x.csv', 'elsewhere/people/x.csv'])('refuses %s, which is no table that anybody shares', async (key) => {
  expect(await upload(good(1), { key })).toMatchObject({ outcome: 'refused', why: 'UPLOAD_UNKNOWN_TABLE', problems: [{ repair: expect.stringContaining('incoming/people/') }] });
});

it('writes a version once; a run that was cut off before its receipt is done again to the same bytes', async () => {
  await upload(good(3));
  const before = readFileSync(join(folder, PART));
  expect(await upload(good(3))).toEqual({ outcome: 'written before', table: 'people' });
  rmSync(join(folder, 'receipts'), { recursive: true });
  expect(await upload(good(3))).toMatchObject({ outcome: 'written', rows: 3 });
  expect(readFileSync(join(folder, PART))).toEqual(before);
  expect(told.map(({ version }) => version)).toEqual(['v1', 'v1']);
});

it('does not put a file over a newer one when its event comes late, or again', async () => {
  await upload(good(3), { version: 'v1' });
  await upload(good(5), { key: 'incoming/people/july.csv', version: 'v2', at: '2026-07-01T00:00:00Z' });
  expect(await upload(good(3), { version: 'v1' })).toEqual({ outcome: 'a later one is there', table: 'people' });
  expect(await rows()).toBe(5);
});

it('tries again when the owner could not be told: the table is there, the receipt is not', async () => {
  const deaf = { announce: () => Promise.reject(new Error('the bus is gone')) };
  await expect(upload(good(3), { ports: deaf })).rejects.toThrow('the bus is gone');
  expect(existsSync(join(folder, 'receipts'))).toBe(false);
  expect(await upload(good(3))).toMatchObject({ outcome: 'written' });
  expect(told).toHaveLength(1);
});

it('keeps what looks like a formula as data, and writes none for people to open', async () => {
  const text = good(200).replace('p7,', '=HYPERLINK("http://x"),').replace('p8,p8@example.com,40', '@SUM(A1),+cmd@example.com,-x').replace('=HYPERLINK("http://x")', '"=HYPERLINK(""http://x"")"');
  expect(await upload(text)).toMatchObject({ outcome: 'written', quarantined: 1 });
  expect((await readParquet(join(folder, PART), ['id'])).columns[0]?.values[7]).toBe('=HYPERLINK("http://x")');
  const cells = readFileSync(join(folder, 'quarantine/people/june.csv.v1.csv'), 'utf8').split(/[\n,]/);
  expect(cells.filter((cell) => /^[=+\-@\t\r]/.test(cell))).toEqual([]);
});

describe('a file of five gigabytes, as it comes out of one of five megabytes', () => {
  const packed = gzipSync('x'.repeat(64 * 1024 ** 2), { level: 1 });
  const fiveGigabytes = (head: string): Buffer => Buffer.concat([gzipSync(head), ...Array.from({ length: 80 }, () => packed)]);

  it.each([
    ['in one line', 'id,email,age\n', 'CSV_LINE_TOO_LONG'],
    ['in one quoted value', 'id,email,age\n"', 'CSV_UNCLOSED_QUOTE'],
  ])('%s is refused early, in flat memory', async (_, head, code) => {
    const bomb = fiveGigabytes(head);
    const [before, started] = [process.memoryUsage().rss, process.cpuUsage()];
    expect(await upload(bomb, { key: 'incoming/people/bomb.csv.gz' })).toMatchObject({ outcome: 'refused', why: 'CSV_INVALID', problems: [{ code, line: 2 }] });
    expect(process.memoryUsage().rss - before).toBeLessThan(200 * 1024 ** 2);
    expect(process.cpuUsage(started).user / 1e6).toBeLessThan(10);
  });
});

it('throws what another try may mend, and then nothing is written', async () => {
  const full = new FolderObjectStore({ data: folder });
  full.putFile = () => Promise.reject(new Error('no space'));
  await expect(upload(good(3), { ports: { store: full } })).rejects.toThrow('no space');
  expect(existsSync(join(folder, PART))).toBe(false);
  expect(existsSync(join(folder, 'receipts'))).toBe(false);
});

it('says that a file is gone which was deleted meanwhile', async () => {
  const missing = { bucket: 'data', key: 'incoming/people/gone.csv', version: 'v1', size: 10, at: '2026-06-01T00:00:00Z' };
  expect(await normalizeUpload({ store, hash }, party, 'owner', missing)).toMatchObject({ outcome: 'refused', why: 'UPLOAD_GONE' });
});
