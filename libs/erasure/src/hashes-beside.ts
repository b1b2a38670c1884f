import { sqlName, sqlText, withDuckDb } from '@parley/tabular';
import type { ObjectStore } from '@parley/object-store';

/** A hashed table that names its customers. */
export interface KeyedTable {
  uri: string;
  key: string;
}

const HASHED = ['hashed_email', 'hashed_phone'];

/**
 * The hashes that stand beside a customer's id in the tables of pairs, and beside nobody else's: by them the person is found where a
 * table has no ids, without any pair's key. To be asked before the person is taken out.
 */
export async function hashesBeside(id: string, tables: readonly KeyedTable[], store: ObjectStore): Promise<string[]> {
  const there = [];
  for (const table of tables) if (await store.exists(table.uri)) there.push(table);
  const theirs = new Set<string>();
  for (const table of there) for (const hash of await ask(table, store, `id = ${sqlText(id)}`)) theirs.add(hash);
  for (const table of theirs.size === 0 ? [] : there) {
    for (const hash of await ask(table, store, `id <> ${sqlText(id)} AND hash IN (${[...theirs].map(sqlText).join(', ')})`)) theirs.delete(hash);
    if (theirs.size === 0) break;
  }
  return [...theirs];
}

function ask({ uri, key }: KeyedTable, store: ObjectStore, where: string): Promise<string[]> {
  return store.withFile(uri, (path) =>
    withDuckDb(
      async (connection) => {
        const rows = `read_parquet(${sqlText(path)})`;
        const names = (await (await connection.run(`DESCRIBE SELECT * FROM ${rows}`)).getRows()).map(([name]) => String(name));
        const hashed = HASHED.filter((name) => names.includes(name)).map(sqlName);
        if (hashed.length === 0 || !names.includes(key)) return [];
        const pairs = `SELECT CAST(${sqlName(key)} AS VARCHAR) AS id, unnest([${hashed.join(', ')}]) AS hash FROM ${rows}`;
        const found = await (await connection.run(`SELECT DISTINCT hash FROM (${pairs}) WHERE hash IS NOT NULL AND ${where}`)).getRows();
        return found.map(([hash]) => String(hash));
      },
      { files: [path] },
    ),
  );
}
