import { FolderCatalog } from '@parley/catalog';
import { FolderObjectStore } from '@parley/object-store';
import { readParquet, writeParquet } from '@parley/tabular';
import { sqlGrammar } from '@parley/testing';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDbEngine } from '@parley/sql-engine';
import { featuresSql, type FeaturesQuery, SOURCE_ROW } from './features-sql';

const query: FeaturesQuery = {
  customers: 'customers',
  key: 'customer_id',
  label: 'bought',
  own: ['basket'],
  partners: [{ partner: 'partner-a', relations: ['by_email', 'by_phone'], columns: ['income', 'area'] }],
};

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'parley-features-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

it('keeps every customer in the source order, matched by the first analysis that knows them', async () => {
  const customers = await table('customers', ['customer_id', 'bought', 'basket'], [['c3', 'no', 3], ['c1', 'yes', 1], ['c2', 'no', 2], ['c4', 'no', 4]]);
  const byEmail = await table('by_email', ['customer_id', 'income', 'area'], [['c1', 10, 'north'], ['c2', 20, null]]);
  // LIST has no anti-join: the phone analysis returns c1 again, as somebody else's; and c3 twice, so nobody knows which.
  const byPhone = await table('by_phone', ['customer_id', 'income', 'area'], [['c1', 99, 'south'], ['c3', 30, 'east'], ['c3', 31, 'east'], ['c4', 40, 'west']]);
  const engine = new DuckDbEngine({ store: new FolderObjectStore({ run: folder }), catalog: new FolderCatalog(folder) });
  await engine.select({
    sql: featuresSql(query),
    relations: { customers: { objects: [customers] }, by_email: { objects: [byEmail] }, by_phone: { objects: [byPhone] } },
    orderBy: SOURCE_ROW,
    resultUri: 's3://run/features.parquet',
  });
  expect(await rows(join(folder, 'features.parquet'))).toEqual([
    ['c3', 'no', 1, 1, 3, null, null, null],
    ['c1', 'yes', 2, 2, 1, 10, 'north', 1],
    ['c2', 'no', 3, 3, 2, 20, null, 1],
    ['c4', 'no', 4, 4, 4, 40, 'west', 2],
  ]);
});

it('is plain enough for Athena: a Trino grammar reads it', () => {
  const events = { relation: 'event_features', columns: ['events_cart_added'] };
  for (const one of [query, { ...query, partners: [] }, { ...query, order: 'seen_on', events }]) {
    expect(sqlGrammar('trino')(featuresSql(one))).toEqual([]);
  }
});

async function table(name: string, columns: string[], values: (string | number | null)[][]): Promise<string> {
  const path = join(folder, `${name}.parquet`);
  const withRow = name === 'customers' ? values.map((row, index) => [...row, index + 1]) : values;
  const names = name === 'customers' ? [...columns, 'source_row'] : columns;
  await writeParquet(path, {
    rows: values.length,
    columns: names.map((column, index) => ({
      name: column,
      type: ['basket', 'income', 'source_row'].includes(column) ? 'bigint' : 'string',
      values: withRow.map((row) => row[index] ?? null),
    })),
  });
  return `s3://run/${name}.parquet`;
}

async function rows(path: string): Promise<unknown[][]> {
  const { rows: count, columns } = await readParquet(path);
  return Array.from({ length: count }, (_, row) => columns.map(({ values }) => values[row]));
}
