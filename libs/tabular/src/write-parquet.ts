import { rm } from 'node:fs/promises';
import type { DuckDBConnection } from '@duckdb/node-api';
import { makeFileAtomically } from '@parley/files';
import { createTable } from './chunk-writer';
import type { ColumnHead, ColumnTable, Value } from './column-table';
import { sqlText, withDuckDb } from './duck-db';

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
  const rows = await createTable(connection, 'rows', columns);
  const result = await produce((values) => rows.append(values));
  rows.close();
  await connection.run(parquetCopy('rows', path));
  return result;
}

/** The statement that writes a relation, or a query in brackets, as Parquet. */
export function parquetCopy(relation: string, path: string): string {
  return `COPY ${relation} TO ${sqlText(path)} (FORMAT parquet, COMPRESSION zstd, USE_TMP_FILE false)`;
}
