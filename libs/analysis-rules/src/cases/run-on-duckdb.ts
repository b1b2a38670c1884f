import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api';
import type { RoomTable } from '../request';
import { scenarioRows } from './scenario';

const DUCKDB_TYPES: Readonly<Record<string, string>> = { string: 'VARCHAR', int: 'INTEGER', bigint: 'BIGINT', double: 'DOUBLE', float: 'FLOAT' };

type Row = Readonly<Record<string, string | number | null>>;

let connection: Promise<DuckDBConnection> | undefined;

/** Makes the tables anew, runs the text and gives the rows with every value as text. */
export async function runOnDuckDb(sql: string, tables: readonly RoomTable[], rowsOf: (table: string) => readonly Row[] = scenarioRows): Promise<(string | null)[][]> {
  connection ??= DuckDBInstance.create(':memory:', { threads: '1' }).then((instance) => instance.connect());
  const duckdb = await connection;
  for (const table of tables) await createTable(duckdb, table, rowsOf(table.name));
  const reader = await duckdb.runAndReadAll(sql);
  return reader.getRowsJson().map((row) => row.map((value) => (value === null ? null : String(value))));
}

async function createTable(duckdb: DuckDBConnection, { name, columns }: RoomTable, rows: readonly Row[]): Promise<void> {
  const typed = columns.map((column) => `"${column.name}" ${DUCKDB_TYPES[column.type] ?? column.type}`);
  await duckdb.run(`CREATE OR REPLACE TABLE "${name}" (${typed.join(', ')})`);
  const values = rows.flatMap((row) => columns.map((column) => row[column.name] ?? null));
  const marks = rows.map((_, row) => `(${columns.map((_column, index) => `$${row * columns.length + index + 1}`).join(', ')})`);
  if (rows.length > 0) await duckdb.run(`INSERT INTO "${name}" VALUES ${marks.join(', ')}`, values);
}
