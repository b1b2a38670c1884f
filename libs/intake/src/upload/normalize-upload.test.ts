import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { type Party, partySchema, type TableSpec } from '@parley/contract';
import { FolderObjectStore, type ObjectStore } from '@parley/object-store';
import { readParquet } from '@parley/tabular';
import { LARGEST_BYTES, normalizeUpload, type UploadOutcome } from './normalize-upload';

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
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'parley-upload-test-'));
  store = new FolderObjectStore({ data: folder });
});
afterEach(() => rmSync(folder, { recursive: true }));

async function upload(text: string, { key = 'incoming/people/june.csv', version = 'v1', size = text.length, ports = store } = {}): Promise<UploadOutcome> {
  mkdirSync(dirname(join(folder, key)), { recursive: true });
  writeFileSync(join(folder, key), text);
  return normalizeUpload({ store: ports, hash }, party, 'owner', { bucket: 'data', key, version, size });
}
const rows = async (): Promise<number> => (await readParquet(join(folder, PART))).rows;
const refusal = (path: string): unknown => JSON.parse(readFileSync(join(folder, path), 'utf8'));

it('makes the one part of the table; the next file replaces it whole', async () => {
  expect(await upload(good(3))).toEqual({ outcome: 'written', table: 'people', rows: 3, quarantined: 0, reasons: {} });
  expect((await readParquet(join(folder, PART))).columns.map(({ name }) => name)).toEqual(['id', 'age', 'hashed_email', 'source_row']);
  await upload(good(5, 100), { key: 'incoming/people/july.csv', version: 'v2' });
  expect(await rows()).toBe(5);
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
  ['a zipped file that may be', good(1), { key: 'incoming/people/june.csv.gz', size: LARGEST_BYTES / 9 }, 'UPLOAD_TOO_LARGE'],
])('refuses %s, says why and keeps the last good', async (_, text, change, why) => {
  await upload(good(3));
  const key = 'key' in change ? change.key : 'incoming/people/bad.csv';
  expect(await upload(text, { ...change, key, version: 'v2' })).toMatchObject({ outcome: 'refused', why });
  expect(await rows()).toBe(3);
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
});

it('throws what another try may mend, and then nothing is written', async () => {
  const full = new FolderObjectStore({ data: folder });
  full.putFile = () => Promise.reject(new Error('no space'));
  await expect(upload(good(3), { ports: full })).rejects.toThrow('no space');
  expect(existsSync(join(folder, PART))).toBe(false);
  expect(existsSync(join(folder, 'receipts'))).toBe(false);
});

it('says that a file is gone which was deleted meanwhile', async () => {
  const missing = { bucket: 'data', key: 'incoming/people/gone.csv', version: 'v1', size: 10 };
  expect(await normalizeUpload({ store, hash }, party, 'owner', missing)).toMatchObject({ outcome: 'refused', why: 'UPLOAD_GONE' });
});
