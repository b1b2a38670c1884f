import { FolderCatalog } from '@parley/catalog';
import { FolderObjectStore } from '@parley/object-store';
import { type ColumnTable, readParquet, writeParquet } from '@parley/tabular';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { SqlEngine } from '../sql-engine';

export interface EnginePlaces {
  folder: string;
  store: FolderObjectStore;
  catalog: FolderCatalog;
}

const OWNER = { account: '111122223333', database: 'shop', table: 'customers' };
const RESULT = 's3://run/result.parquet';

/** What every SQL engine promises, over a folder of objects and a catalogue with one table. */
export function sqlEngineSuite(open: (places: EnginePlaces) => Promise<{ engine: SqlEngine; close(): Promise<void> }>): void {
  let places: EnginePlaces;
  let engine: SqlEngine;
  let close: () => Promise<void>;
  beforeEach(async () => {
    const folder = mkdtempSync(join(tmpdir(), 'parley-sql-'));
    places = { folder, store: new FolderObjectStore({ run: join(folder, 'run') }), catalog: new FolderCatalog(join(folder, 'tables')) };
    const customers = table([['id', 'string', ['c2', 'c1', 'c3']], ['basket', 'bigint', [20, 10, 30]], ['source_row', 'bigint', [2, 1, 3]]]);
    const columns = [{ name: 'id', type: 'string' }, { name: 'basket', type: 'bigint' }, { name: 'source_row', type: 'bigint' }];
    await places.catalog.putTable({ ...OWNER, columns, partitionKeys: [] }, (at) => writeParquet(join(at, 'part-0.parquet'), customers));
    for (const [part, id, income] of [['a', 'c1', 1.5], ['b', 'c3', null]] as const) {
      const one = table([['id', 'string', [id]], ['income', 'double', [income]], ['known', 'boolean', [true]], ['seen_on', 'date', ['2026-07-01']]]);
      await places.store.putFile(`s3://run/incomes/${part}.parquet`, (path) => writeParquet(path, one));
    }
    // Beside the others and of another shape: no relation names it.
    await places.store.putFile('s3://run/incomes/other.parquet', (path) => writeParquet(path, table([['x', 'int', [1]]])));
    ({ engine, close } = await open(places));
  });
  afterEach(async () => {
    await close();
    rmSync(places.folder, { recursive: true, force: true });
  });

  const JOIN = {
    sql: 'SELECT c.id AS id, c.basket AS basket, i.income AS income, i.known AS known, i.seen_on AS seen_on, c.source_row AS source_row FROM customers c LEFT JOIN incomes i ON i.id = c.id',
    relations: { customers: { table: OWNER }, incomes: { objects: ['s3://run/incomes/a.parquet', 's3://run/incomes/b.parquet'] } },
    orderBy: 'source_row',
    resultUri: RESULT,
  };
  const rows = () => places.store.withFile(RESULT, rowsOf);

  it('joins objects to a table of the catalogue, and lays the rows in order', async () => {
    await engine.select(JOIN);
    expect(await rows()).toEqual([
      ['c1', 10, 1.5, true, '2026-07-01', 1],
      ['c2', 20, null, null, null, 2],
      ['c3', 30, null, true, '2026-07-01', 3],
    ]);
  });

  it('given its query twice, answers alike; given another, anew', async () => {
    await engine.select(JOIN);
    const first = await rows();
    await engine.select(JOIN);
    expect(await rows()).toEqual(first);
    await engine.select({ ...JOIN, sql: `WITH big AS (SELECT id, source_row FROM customers WHERE basket > 15) SELECT id, source_row FROM big` });
    expect(await rows()).toEqual([['c2', 2], ['c3', 3]]);
  });

  it('keeps the old result where a query fails, and leaves nothing else', async () => {
    await engine.select(JOIN);
    const [before, objects] = [await rows(), await places.store.list('s3://run/')];
    await expect(engine.select({ ...JOIN, sql: 'SELECT nothing_of_that_name, 1 AS source_row FROM customers' })).rejects.toBeDefined();
    expect(await rows()).toEqual(before);
    expect((await places.store.list('s3://run/')).filter((uri) => uri.endsWith('.parquet'))).toEqual(objects.filter((uri) => uri.endsWith('.parquet')));
  });
}

function table(columns: [string, ColumnTable['columns'][number]['type'], (string | number | boolean | null)[]][]): ColumnTable {
  return { rows: columns[0]?.[2].length ?? 0, columns: columns.map(([name, type, values]) => ({ name, type, values })) };
}

async function rowsOf(path: string): Promise<unknown[][]> {
  const { rows, columns } = await readParquet(path);
  return Array.from({ length: rows }, (_, row) => columns.map(({ values }) => values[row]));
}
