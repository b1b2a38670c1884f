import { existsSync } from 'node:fs';
import type { DuckDBConnection, DuckDBValue } from '@duckdb/node-api';
import type { ColumnType } from '@parley/contract';
import type { ColumnHead, ColumnTable, Value } from './column-table';
import { sqlName, sqlText, withDuckDb } from './duck-db';
import { fileMissing, integerTooLarge, notParquet, parquetColumnMissing, parquetTypeUnknown } from './errors';

/**
 * Reads a Parquet file into memory, in the file's order of rows: all columns, or those named, in the order named.
 * Errors (`inputError`): no such file, not Parquet, a column the file lacks, a type Parley doesn't know (nested ones),
 * an integer that a number can't hold.
 */
export async function readParquet(path: string, columns?: readonly string[]): Promise<ColumnTable> {
  if (!existsSync(path)) throw fileMissing(path);
  return withDuckDb(
    async (connection) => {
      const present = await describe(connection, path);
      return readColumns(connection, path, columns === undefined ? present : pick(path, present, columns));
    },
    { files: [path] },
  );
}

/**
 * Names and types of a Parquet file's columns, from its footer alone: the rest of the file need not be there.
 *
 * Errors (`inputError`): no such file, not Parquet, a type Parley doesn't know.
 */
export async function readParquetColumns(path: string): Promise<ColumnHead[]> {
  if (!existsSync(path)) throw fileMissing(path);
  const columns = await withDuckDb((connection) => describe(connection, path), { files: [path] });
  return columns.map(({ name, duckType }) => ({ name, type: typeOf(path, name, duckType) }));
}

interface ParquetColumn {
  name: string;
  duckType: string;
}

async function describe(connection: DuckDBConnection, path: string): Promise<ParquetColumn[]> {
  try {
    const described = await connection.runAndReadAll(`DESCRIBE SELECT * FROM read_parquet(${sqlText(path)})`);
    return described.getRowObjects().map((row) => ({ name: String(row.column_name), duckType: String(row.column_type) }));
  } catch (error) {
    throw notParquet(path, error);
  }
}

function pick(path: string, present: readonly ParquetColumn[], names: readonly string[]): ParquetColumn[] {
  const byName = new Map(present.map((column) => [column.name, column]));
  const missing = names.filter((name) => !byName.has(name));
  if (missing.length > 0) throw parquetColumnMissing(path, missing);
  return names.flatMap((name) => byName.get(name) ?? []);
}

async function readColumns(connection: DuckDBConnection, path: string, columns: readonly ParquetColumn[]): Promise<ColumnTable> {
  const heads: ColumnHead[] = columns.map(({ name, duckType }) => ({ name, type: typeOf(path, name, duckType) }));
  const selected = heads.map(({ name, type }) => `${SELECTED[type](sqlName(name))} AS ${sqlName(name)}`);
  const table: ColumnTable = { rows: 0, columns: heads.map((head) => ({ ...head, values: [] })) };
  const result = await connection.stream(`SELECT ${selected.join(', ')} FROM read_parquet(${sqlText(path)})`);
  for (let chunk = await result.fetchChunk(); chunk && chunk.rowCount > 0; chunk = await result.fetchChunk()) {
    table.rows += chunk.rowCount;
    for (const [index, column] of table.columns.entries()) {
      for (const value of chunk.getColumnValues(index)) column.values.push(fromDuck(path, column, value));
    }
  }
  return table;
}

/** Integers wider than 32 bits travel as BIGINT, dates as text, timestamps as milliseconds. */
const SELECTED: Record<ColumnType, (name: string) => string> = {
  string: (name) => name,
  boolean: (name) => name,
  int: (name) => `CAST(${name} AS INTEGER)`,
  bigint: (name) => `CAST(${name} AS HUGEINT)`,
  double: (name) => `CAST(${name} AS DOUBLE)`,
  date: (name) => `CAST(${name} AS VARCHAR)`,
  timestamp: (name) => `epoch_ms(${name})`,
};

const TYPES = new Map<string, ColumnType>([
  ['VARCHAR', 'string'],
  ['BOOLEAN', 'boolean'],
  ...['TINYINT', 'SMALLINT', 'INTEGER', 'UTINYINT', 'USMALLINT'].map((name) => [name, 'int'] as const),
  ...['BIGINT', 'HUGEINT', 'UINTEGER', 'UBIGINT'].map((name) => [name, 'bigint'] as const),
  ['FLOAT', 'double'],
  ['DOUBLE', 'double'],
  ['DATE', 'date'],
  ['TIMESTAMP', 'timestamp'],
  ['TIMESTAMP_MS', 'timestamp'],
  ['TIMESTAMP_S', 'timestamp'],
  ['TIMESTAMP_NS', 'timestamp'],
  ['TIMESTAMP WITH TIME ZONE', 'timestamp'],
]);

function typeOf(path: string, column: string, duckType: string): ColumnType {
  const type = duckType.startsWith('DECIMAL') ? 'double' : TYPES.get(duckType);
  if (type === undefined) throw parquetTypeUnknown(path, column, duckType);
  return type;
}

function fromDuck(path: string, column: ColumnHead, value: DuckDBValue): Value {
  if (value === null) return null;
  if (column.type === 'timestamp') return new Date(Number(value)).toISOString();
  if (typeof value !== 'bigint') return value as string | number | boolean;
  const number = Number(value);
  if (!Number.isSafeInteger(number)) throw integerTooLarge(path, column.name);
  return number;
}
