import {
  BIGINT, BOOLEAN, DATE, DOUBLE, type DuckDBAppender, type DuckDBConnection, DuckDBDataChunk, DuckDBDateValue,
  DuckDBTimestampValue, type DuckDBType, type DuckDBValue, INTEGER, TIMESTAMP, VARCHAR,
} from '@duckdb/node-api';
import type { ColumnType } from '@parley/contract';
import type { ColumnHead, Value } from './column-table';
import { sqlName } from './duck-db';

const CHUNK_ROWS = 2048;

const DUCK_TYPES: Record<ColumnType, DuckDBType> = { string: VARCHAR, boolean: BOOLEAN, int: INTEGER, bigint: BIGINT, double: DOUBLE, date: DATE, timestamp: TIMESTAMP };

/** Makes a table of these columns in DuckDB, and a writer that appends to it. */
export async function createTable(connection: DuckDBConnection, name: string, columns: readonly ColumnHead[]): Promise<ChunkWriter> {
  const heads = columns.map((column) => `${sqlName(column.name)} ${column.type === 'string' ? 'VARCHAR' : column.type}`);
  await connection.run(`CREATE TABLE ${sqlName(name)} (${heads.join(', ')})`);
  return new ChunkWriter(await connection.createAppender(name), columns);
}

/** Turns rows into DuckDB's column chunks of 2,048. */
export class ChunkWriter {
  private readonly types: DuckDBType[];
  private readonly buffers: DuckDBValue[][];
  private rows = 0;

  constructor(
    private readonly appender: DuckDBAppender,
    private readonly columns: readonly ColumnHead[],
  ) {
    this.types = columns.map((column) => DUCK_TYPES[column.type]);
    this.buffers = columns.map(() => []);
  }

  append(values: readonly Value[]): void {
    this.columns.forEach((column, index) => this.buffers[index]?.push(toDuck(values[index] ?? null, column.type)));
    this.rows += 1;
    if (this.rows === CHUNK_ROWS) this.flush();
  }

  close(): void {
    this.flush();
    this.appender.closeSync();
  }

  private flush(): void {
    if (this.rows === 0) return;
    const chunk = DuckDBDataChunk.create(this.types, this.rows);
    chunk.setColumns(this.buffers);
    this.appender.appendDataChunk(chunk);
    this.buffers.forEach((buffer) => (buffer.length = 0));
    this.rows = 0;
  }
}

const MS_PER_DAY = 86_400_000;

function toDuck(value: Value, type: ColumnType): DuckDBValue {
  if (value === null) return null;
  if (type === 'bigint') return BigInt(value);
  if (type === 'date') return new DuckDBDateValue(Date.parse(`${value}T00:00:00Z`) / MS_PER_DAY);
  if (type === 'timestamp') return new DuckDBTimestampValue(BigInt(Date.parse(String(value))) * 1000n);
  return value;
}
