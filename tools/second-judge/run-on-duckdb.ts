import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api';
import { columnsOf, type TableOfCase, type Value } from './model';

const DUCKDB_TYPES = { string: 'VARCHAR', bigint: 'BIGINT' } as const;

/** Some columns of a table: all that exists of it while the query runs. */
export interface Read {
  table: string;
  columns: readonly string[];
}

let connection: Promise<DuckDBConnection> | undefined;

/** Runs the text over just what it is said to read. Every value as text, whole numbers and floats alike; NULL as null. */
export async function runOnDuckDb(sql: string, tables: readonly TableOfCase[], reads: readonly Read[]): Promise<(string | null)[][]> {
  connection ??= DuckDBInstance.create(':memory:', { threads: '1' }).then((instance) => instance.connect());
  const duckdb = await connection;
  const statements = tables.flatMap((table) => {
    const read = reads.find((one) => one.table === table.name);
    return [`DROP TABLE IF EXISTS ${table.name}`, ...(read ? [createTable(table, read.columns)] : [])];
  });
  await duckdb.run(statements.join('; '));
  const reader = await duckdb.runAndReadAll(sql);
  return reader.getRowsJson().map((row) => row.map((value) => (value === null ? null : String(value))));
}

function createTable(table: TableOfCase, columns: readonly string[]): string {
  const types = columnsOf(table);
  const typed = columns.map((column) => {
    const type = types.get(column);
    if (!type) throw new Error(`the engine reads ${table.name}.${column}, which the room has not`);
    return `${column} ${DUCKDB_TYPES[type]}`;
  });
  // A table needs a column even where the query reads none, as for a join that nothing of the table is taken from.
  const create = `CREATE TABLE ${table.name} (${typed.join(', ') || 'nothing VARCHAR'})`;
  const rows = table.rows.map((row) => `(${columns.map((column) => printValue(row[column] ?? null)).join(', ') || 'NULL'})`);
  return rows.length > 0 ? `${create}; INSERT INTO ${table.name} VALUES ${rows.join(', ')}` : create;
}

const printValue = (value: Value): string => (typeof value === 'string' ? `'${value}'` : String(value));
