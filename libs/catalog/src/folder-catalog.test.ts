import { mkdirSync, mkdtempSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type CatalogTable, FolderCatalog } from './index';

const ref = { account: '111122223333', database: 'shop', table: 'customers' };
const table: CatalogTable = { ...ref, columns: [{ name: 'id', type: 'bigint' }, { name: 'spend', type: 'decimal(10,2)' }], partitionKeys: [] };

let root: string;
let catalog: FolderCatalog;
const folder = () => join(root, '111122223333', 'shop', 'customers');
const put = (name: string, text: string) => {
  mkdirSync(folder(), { recursive: true });
  writeFileSync(join(folder(), name), text);
};
const rows = (text: string) => (path: string) => Promise.resolve(writeFileSync(join(path, 'part-0.csv'), text));

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'parley-catalog-'));
  catalog = new FolderCatalog(root);
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

it('gives back the table that was put, its files and its place in the list', async () => {
  await catalog.putTable(table, rows('id,spend\n1,2.50\n'));
  await catalog.putTable({ ...table, table: 'archive' }, rows('id,spend\n'));
  expect(await catalog.getTable(ref)).toEqual(table);
  expect(await catalog.files(ref)).toEqual({ format: 'csv', files: [{ path: join(folder(), 'part-0.csv'), partition: {} }] });
  expect((await catalog.listTables('111122223333', 'shop')).map((found) => found.table)).toEqual(['archive', 'customers']);
  expect(await catalog.listTables('111122223333', 'none')).toEqual([]);
  await expect(catalog.getTable({ ...ref, table: 'none' })).rejects.toMatchObject({ kind: 'input', code: 'TABLE_NOT_FOUND' });
});

it('replaces a table whole, and keeps the old one when writing the new one fails', async () => {
  await catalog.putTable(table, rows('id,spend\n1,1\n'));
  await catalog.putTable(table, rows('id,spend\n2,2\n'));
  const failing = catalog.putTable(table, async (path) => {
    writeFileSync(join(path, 'part-0.csv'), 'id,sp');
    throw new Error('stopped midway');
  });
  await expect(failing).rejects.toThrow('stopped midway');
  await expect(catalog.putTable(table, async () => undefined)).rejects.toMatchObject({ code: 'TABLE_FILES_INVALID' });
  const { files } = await catalog.files(ref);
  expect(readFileSync(files[0]!.path, 'utf8')).toBe('id,spend\n2,2\n');
  expect(readdirSync(join(root, '111122223333', 'shop'))).toEqual(['customers']);
});

it('reads the old table after a kill between moving it aside and putting the new one', async () => {
  await catalog.putTable(table, rows('id,spend\n1,1\n'));
  renameSync(folder(), join(root, '111122223333', 'shop', '.old-customers')); // as a killed putTable leaves it
  expect(await catalog.getTable(ref)).toEqual(table);
  expect(await catalog.listTables('111122223333', 'shop')).toHaveLength(1);
  await catalog.putTable(table, rows('id,spend\n2,2\n'));
  expect(readdirSync(join(root, '111122223333', 'shop'))).toEqual(['customers']);
});

it('reads partition keys from the names of folders', async () => {
  const partitioned = { ...table, partitionKeys: [{ name: 'year', type: 'int' }, { name: 'area', type: 'string' }] };
  await catalog.putTable(partitioned, async (path) => {
    for (const place of ['year=2026/area=north%2Fwest', 'year=2025/area=south']) {
      mkdirSync(join(path, place), { recursive: true });
      writeFileSync(join(path, place, 'part.parquet'), '');
    }
  });
  const { format, files } = await catalog.files(ref);
  expect(format).toBe('parquet');
  expect(files.map((file) => file.partition)).toEqual([{ year: '2025', area: 'south' }, { year: '2026', area: 'north/west' }]);
  mkdirSync(join(folder(), 'month=1'));
  await expect(catalog.files(ref)).rejects.toMatchObject({ code: 'TABLE_FILES_INVALID' });
});

it.each([
  ['{\n  "columns": [\n    {"name":"id","type":"varchar"},\n    {"name":"Spend","type":"int"}\n  ]\n}', [[3, 25], [4, 13]]],
  ['{"columns":[{"name":"id","type":"int"},{"name":"id","type":"int"}]}', [[1, 48]]],
  ['{"columns":[]}', [[1, 12]]],
  ['{"columns":[{"name":"id","type":"int"}],"rows":3}', [[1, 1]]],
  ['{"columns":\n[{"name":"id"', [[2, 14]]],
  ['{"columns":[{"name":"id","type":"int"}],"columns":[]}', [[1, 41]]],
  ['columns:\n  - {name: id, type: int}\n', [[undefined, undefined]]],
] as const)('says where schema.json is wrong: %j', async (text, places) => {
  put('schema.json', text);
  const error = await catalog.getTable(ref).catch((caught: unknown) => caught);
  expect(error).toMatchObject({ kind: 'input', code: 'TABLE_SCHEMA_INVALID' });
  const { problems } = error as { problems: { file: string; line?: number; column?: number; repair: string }[] };
  expect(problems.map(({ line, column }) => [line, column])).toEqual(places);
  for (const problem of problems) expect(problem).toMatchObject({ file: join(folder(), 'schema.json'), repair: expect.any(String) });
});

it('wants one format, and names that cannot leave the root', async () => {
  put('schema.json', JSON.stringify({ columns: table.columns }));
  put('a.csv', 'id,spend\n');
  put('_SUCCESS', '');
  put('.b.parquet.crc', '');
  expect((await catalog.files(ref)).files).toHaveLength(1);
  put('b.parquet', '');
  await expect(catalog.files(ref)).rejects.toMatchObject({ code: 'TABLE_FILES_INVALID' });
  for (const bad of [{ account: '../1' }, { database: '..' }, { table: '../../x' }, { table: '.old-customers' }, { table: 'A' }]) {
    await expect(catalog.getTable({ ...ref, ...bad })).rejects.toMatchObject({ code: 'TABLE_NAME_INVALID' });
  }
});
