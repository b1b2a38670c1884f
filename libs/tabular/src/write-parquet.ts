import { rm } from 'node:fs/promises';
import {
  BIGINT, BOOLEAN, DATE, DOUBLE, type DuckDBAppender, type DuckDBConnection, DuckDBDataChunk, DuckDBDateValue,
  DuckDBTimestampValue, type DuckDBType, type DuckDBValue, INTEGER, TIMESTAMP, VARCHAR,
} from '@duckdb/node-api';
import type { ColumnType } from '@parley/contract';
import { makeFileAtomically } from '@parley/files';
import type { ColumnHead, ColumnTable, Value } from './column-table';
import { sqlName, sqlText, withDuckDb } from './duck-db';

/** Writes a table as Parquet (zstd), whole or not at all. The same table gives the same bytes. */
export async function writeParquet(path: string, table: ColumnTable): Promise<void> {
  await writeParquetRows(path, table.columns, async (append) => {
    for (let row = 0; row < table.rows; row += 1) append(table.columns.map((column) => column.values[row] ?? null));
  });
}

/**
 * Writes Parquet row by row: `produce` calls `append` with the values of each row, in the order of `columns`. DuckDB
 * holds the rows, within 512 MB, and spills the rest beside the file. The file appears when `produce` has ended.
 */
export async function writeParquetRows<T>(path: string, columns: readonly ColumnHead[], produce: (append: (values: readonly Value[]) => void) => Promise<T>): Promise<T> {
  return makeFileAtomically(path, async (temporary) => {
    const spillFolder = `${temporary}.spill`;
    try {
      return await withDuckDb((connection) => write(connection, temporary, columns, produce), { files: [temporary], memoryLimit: '512MB', spillFolder });
    } finally {
      await rm(spillFolder, { recursive: true, force: true });
    }
  });
}

async function write<T>(connection: DuckDBConnection, path: string, columns: readonly ColumnHead[], produce: (append: (values: readonly Value[]) => void) => Promise<T>): Promise<T> {
  const heads = columns.map((column) => `${sqlName(column.name)} ${column.type === 'string' ? 'VARCHAR' : column.type}`);
  await connection.run(`CREATE TABLE rows (${heads.join(', ')})`);
  const chunks = new ChunkWriter(await connection.createAppender('rows'), columns);
  const result = await produce((values) => chunks.append(values));
  chunks.close();
  await connection.run(`COPY rows TO ${sqlText(path)} (FORMAT parquet, COMPRESSION zstd, USE_TMP_FILE false)`);
  return result;
}

const CHUNK_ROWS = 2048;

const DUCK_TYPES: Record<ColumnType, DuckDBType> = { string: VARCHAR, boolean: BOOLEAN, int: INTEGER, bigint: BIGINT, double: DOUBLE, date: DATE, timestamp: TIMESTAMP };

/** Turns rows into DuckDB's column chunks of 2,048. */
class ChunkWriter {
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
