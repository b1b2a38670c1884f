import { copyFile, mkdtemp, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import { makeFileAtomically, systemCode } from '@parley/files';
import { createTable } from './chunk-writer';
import type { ColumnHead, Value } from './column-table';
import { withDuckDb } from './duck-db';
import { parquetCopy } from './write-parquet';

/** A table too large for memory, on its way from one file to another; in SQL it is `rows`. */
export interface ScratchTable {
  /** Appends a row, in the order of the columns. */
  append(values: readonly Value[]): void;
  /** Ends appending; from here on it can be asked. */
  close(): void;
  /** Runs a statement of SQL and gives its few rows. */
  ask(sql: string): Promise<Record<string, unknown>[]>;
  /** Writes what a SELECT gives as Parquet (zstd), whole or not at all. */
  writeParquet(path: string, select: string): Promise<void>;
}

/**
 * Gives `use` an empty table with these columns. It holds 512 MB in memory and spills the rest, uncompressed, below
 * `folder`, which must exist; nothing is left there.
 */
export async function withScratchTable<T>(folder: string, columns: readonly ColumnHead[], use: (table: ScratchTable) => Promise<T>): Promise<T> {
  const scratch = await mkdtemp(join(folder, '.parley-rows-'));
  const made = join(scratch, 'made.parquet');
  try {
    return await withDuckDb(async (connection) => use(await scratchTable(connection, columns, made)), { files: [made], memoryLimit: '512MB', spillFolder: join(scratch, 'spill') });
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

async function scratchTable(connection: DuckDBConnection, columns: readonly ColumnHead[], made: string): Promise<ScratchTable> {
  const rows = await createTable(connection, 'rows', columns);
  return {
    append: (values) => rows.append(values),
    close: () => rows.close(),
    ask: async (sql) => (await connection.runAndReadAll(sql)).getRowObjects(),
    writeParquet: (path, select) =>
      makeFileAtomically(path, async (temporary) => {
        await connection.run(parquetCopy(`(${select})`, made));
        await move(made, temporary);
      }),
  };
}

async function move(from: string, to: string): Promise<void> {
  try {
    await rename(from, to);
  } catch (error) {
    if (systemCode(error) !== 'EXDEV') throw error; // another disk
    await copyFile(from, to);
  }
}
