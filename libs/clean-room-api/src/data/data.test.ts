import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { folderData } from './folder-data';
import { tableProblems } from './table-problems';

const SCHEMA = '{"columns":[{"name":"id","type":"string"},{"name":"n","type":"int"}],"partitionKeys":[]}';
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'parley-data-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const write = (path: string, text: string): void => {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
};

it('finds nothing wrong with sound tables, other folders apart', async () => {
  write('111122223333/shop/people/schema.json', SCHEMA);
  write('111122223333/shop/people/part-0.csv', 'n,id,more\n1,a,x\n');
  write('s3/results/old/part-0.csv', 'anything');
  expect(await tableProblems(folder)).toEqual([]);
});

it.each([
  ['a schema with a wrong type', { 'schema.json': '{"columns":[\n{"name":"id","type":"text"}]}', 'a.csv': 'id\n' }, { file: 'schema.json', line: 2, code: 'TABLE_SCHEMA_INVALID' }],
  ['a schema that is no JSON', { 'schema.json': '{"columns":', 'a.csv': 'id\n' }, { file: 'schema.json', line: 1, code: 'TABLE_SCHEMA_INVALID' }],
  ['no schema', { 'a.csv': 'id\n' }, { code: 'TABLE_NOT_FOUND' }],
  ['no data', { 'schema.json': SCHEMA }, { code: 'TABLE_FILES_INVALID' }],
  ['a file without a column', { 'schema.json': SCHEMA, 'a.csv': 'id,n\n', 'b.csv': 'id\n' }, { file: 'b.csv', line: 1, code: 'TABLE_COLUMNS_MISSING' }],
  ['a column twice', { 'schema.json': SCHEMA, 'a.csv': 'id,n,id\n' }, { file: 'a.csv', line: 1, code: 'TABLE_COLUMNS_TWICE' }],
  ['an empty file', { 'schema.json': SCHEMA, 'a.csv': '' }, { file: 'a.csv', line: 1, code: 'TABLE_HEADER_MISSING' }],
  ['a broken Parquet file', { 'schema.json': SCHEMA, 'a.parquet': 'PAR1' }, { file: 'a.parquet', code: 'TABLE_NOT_PARQUET' }],
])('tells of %s, with its place and a repair', async (_what, files, { file, ...problem }: { file?: string; line?: number; code: string }) => {
  const table = '111122223333/shop/people';
  for (const [name, text] of Object.entries(files)) write(`${table}/${name}`, text);
  const where = file === undefined ? {} : { file: join(folder, table, file) };
  expect(await tableProblems(folder)).toEqual([expect.objectContaining({ ...problem, ...where, message: expect.any(String), repair: expect.any(String) })]);
});

it('keeps every bucket below s3, and none outside it', async () => {
  const { store } = await folderData(folder);
  await store.put('s3://results-of-q/run/part-0.csv', 'a\n');
  expect(await store.list('s3://results-of-q/run/')).toEqual(['s3://results-of-q/run/part-0.csv']);
  expect(await store.withFile('s3://results-of-q/run/part-0.csv', async (path) => path)).toBe(join(folder, 's3/results-of-q/run/part-0.csv'));
  await expect((async () => store.put('s3://../x', ''))()).rejects.toMatchObject({ code: 'OBJECT_URI_INVALID' });
  await expect((async () => store.put('s3://results/../../x', ''))()).rejects.toMatchObject({ code: 'OBJECT_URI_INVALID' });
});

it('says that the folder is missing', async () => {
  await expect(folderData(join(folder, 'none'))).rejects.toMatchObject({ kind: 'input', code: 'DATA_FOLDER_MISSING' });
});
