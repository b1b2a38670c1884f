import { sqlName, withDuckDb } from '@parley/tabular';
import type { DataChange } from '../attack';
import { TABLE_NAMES, type TableName } from './scenario';
import scenario from './scenario.json';

type Cell = string | number | null;
/** Rows as text, sorted: what came out, whatever its order. */
export type Released = readonly string[];

const DUCKDB_TYPES: Readonly<Record<string, string>> = { string: 'VARCHAR', int: 'INTEGER', double: 'DOUBLE' };

/**
 * Runs a text on the built-in tables, in a DuckDB of its own without files or network. `ordered` keeps the order of
 * the rows. An error of DuckDB is given as thrown.
 */
export function runOnScenario(sql: string, { change, ordered = false }: { change?: DataChange; ordered?: boolean } = {}): Promise<Released> {
  return withDuckDb(async (duckdb) => {
    for (const table of TABLE_NAMES) {
      const columns = Object.entries(scenario.tables[table].columns);
      await duckdb.run(`CREATE TABLE ${sqlName(table)} (${columns.map(([name, type]) => `${sqlName(name)} ${DUCKDB_TYPES[type]}`).join(', ')})`);
      const marks = columns.map((_, index) => `$${index + 1}`).join(', ');
      for (const row of rowsOf(table, change)) await duckdb.run(`INSERT INTO ${sqlName(table)} VALUES (${marks})`, row);
    }
    const reader = await duckdb.runAndReadAll(sql);
    const rows = reader.getRowsJson().map((row) => rowText(row.map((value) => (value === null ? null : String(value)))));
    return ordered ? rows : rows.sort();
  });
}

export function rowText(row: readonly (string | null)[]): string {
  return JSON.stringify(row);
}

function rowsOf(table: TableName, change: DataChange | undefined): Cell[][] {
  const { columns, rows } = scenario.tables[table];
  if (change?.table !== table) return rows;
  const names = Object.keys(columns);
  const { column, is, set } = change;
  const hit = (row: Cell[]) => row[names.indexOf(column)] === is;
  if (!set) return rows.filter((row) => !hit(row));
  return rows.map((row) => (hit(row) ? row.map((value, index) => set[names[index] ?? ''] ?? value) : row));
}
