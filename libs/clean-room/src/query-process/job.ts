import type { GlueType, TableFile } from '@parley/catalog';
import type { QueryErrorCode } from './query-error-codes';

/** What one query may use. */
export interface QueryLimits {
  /** Memory of the query engine, in MiB; beyond it spills to disk, then fails. */
  memoryMb: number;
  /** Disk for spilling, in MiB. */
  spillMb: number;
  /** One thread sums in one order, so that doubles come out the same to the last bit. More is faster and gives that up. */
  threads: number;
  /** Seconds from start to end, loading and writing included. */
  wallSeconds: number;
  maxRows: number;
  /** Size of the result file, in MiB. */
  maxResultMb: number;
}

export const DEFAULT_LIMITS: QueryLimits = {
  memoryMb: 1024,
  spillMb: 4096,
  threads: 1,
  wallSeconds: 900,
  maxRows: 20_000_000,
  maxResultMb: 2048,
};

/** A table as it will exist in the query's process: the columns the query reads, and no other. */
export interface JobTable {
  /** The relation name in the SQL. */
  name: string;
  format: 'csv' | 'parquet';
  files: readonly TableFile[];
  /** A partition key's value comes from the folder's name. Types come read: the process loads no more code than it needs. */
  columns: readonly { name: string; type: GlueType; partitionKey: boolean }[];
}

/** What the parent writes to the query process: one line of JSON. */
export interface QueryJob {
  /** `executableSql` of an allowed verdict; never the text a runner wrote. */
  sql: string;
  /** How many columns it gives. */
  outputColumns: number;
  tables: readonly JobTable[];
  limits: QueryLimits;
  /** Absolute. Written in full, or the process fails. */
  resultPath: string;
  format: 'CSV' | 'PARQUET';
  /** The same rows for further receivers. */
  copies?: readonly { resultPath: string; format: 'CSV' | 'PARQUET' }[];
}

export interface QueryUsage {
  peakRssMb: number;
  cpuSeconds: number;
}

/** What the query process answers: one line of JSON. `detail` may hold data: it goes to the owner's log alone. */
export type QueryAnswer =
  | { outcome: 'done'; rows: number; usage: QueryUsage }
  | { outcome: 'failed'; code: QueryErrorCode; detail: string };
