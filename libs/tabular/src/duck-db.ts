import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';

export interface DuckDbOptions {
  /** The files that SQL may read or write; no others. */
  files?: readonly string[];
  /** Default 1, so that results don't depend on the machine's cores. */
  threads?: number;
  /** Such as `1GB`; the default is `1GB`. */
  memoryLimit?: string;
  /** Where what doesn't fit is spilled; without it nothing is, and the limit is hard. */
  spillFolder?: string;
}

/**
 * Gives `use` a connection to a DuckDB in memory that is locked down: no extension is loaded, no file but those named
 * is reachable, and no setting can change. It is closed when `use` ends.
 */
export async function withDuckDb<T>(use: (connection: DuckDBConnection) => Promise<T>, options: DuckDbOptions = {}): Promise<T> {
  const instance = await DuckDBInstance.create(':memory:', {
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
    allow_community_extensions: 'false',
    threads: String(options.threads ?? 1),
    memory_limit: options.memoryLimit ?? '1GB',
    temp_directory: options.spillFolder ?? '',
  });
  try {
    const connection = await instance.connect();
    try {
      await connection.run(`SET allowed_paths = [${(options.files ?? []).map(sqlText).join(', ')}]`);
      await connection.run('SET enable_external_access = false');
      await connection.run('SET lock_configuration = true');
      return await use(connection);
    } finally {
      connection.closeSync();
    }
  } finally {
    instance.closeSync();
  }
}

/** A text as a SQL literal. */
export function sqlText(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

/** A name as a SQL identifier. */
export function sqlName(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
