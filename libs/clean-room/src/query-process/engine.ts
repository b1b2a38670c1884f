import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import type { QueryLimits } from './job';

/** The share of the memory that the instance which writes the result may use. */
const WRITER_SHARE = 0.25;

/** The instance the query runs in. It still reads files: call `lockDown` before anything of the runner's runs. */
export function openQueryEngine(limits: QueryLimits): Promise<DuckDBConnection> {
  return open({ memoryMb: Math.floor(limits.memoryMb * (1 - WRITER_SHARE)), spillMb: limits.spillMb, threads: limits.threads, folder: 'spill' });
}

/** The instance that writes the result file. Only our own statements run in it. One thread: the same bytes each time. */
export function openWriter(limits: QueryLimits): Promise<DuckDBConnection> {
  const memoryMb = Math.floor(limits.memoryMb * WRITER_SHARE);
  return open({ memoryMb, spillMb: limits.spillMb, threads: 1, folder: 'writer-spill' });
}

async function open(use: { memoryMb: number; spillMb: number; threads: number; folder: string }): Promise<DuckDBConnection> {
  const instance = await DuckDBInstance.create(':memory:', {
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
    allow_community_extensions: 'false',
    allow_unsigned_extensions: 'false',
    memory_limit: `${use.memoryMb}MiB`,
    threads: String(use.threads),
    // Can't be changed once used, so it is given here. Relative to this process's own folder.
    temp_directory: use.folder,
  });
  const connection = await instance.connect();
  // DuckDB 1.5.5 shows this limit when it is given above, but only holds it when it is set here.
  await connection.run(`SET max_temp_directory_size = '${use.spillMb}MiB'`);
  await connection.run(`SET TimeZone = 'UTC'`);
  return connection;
}

/**
 * No file, no network, no extension from here on, and no setting that could undo this. The order matters: once locked,
 * nothing can be set (spec/typescript-stack.md section 3). DuckDB keeps spilling to its own folder.
 */
export async function lockDown(connection: DuckDBConnection): Promise<void> {
  await connection.run('SET enable_external_access = false');
  await connection.run('SET lock_configuration = true');
}
