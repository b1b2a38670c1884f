import { resolve } from 'node:path';
import type { Verdict } from '@parley/analysis-rules';
import { type Catalog, readGlueType } from '@parley/catalog';
import { isParleyError } from '@parley/errors';
import type { JobTable, QueryJob, QueryLimits } from './query-process/job';
import { QueryFailure } from './query-process/query-failure';
import type { Room } from './room';

export type AllowedVerdict = Extract<Verdict, { allowed: true }>;

/** The job of an allowed query: its SQL, and of each table it reads only the columns it reads. Throws QueryFailure. */
export async function buildJob(
  room: Room,
  verdict: AllowedVerdict,
  catalog: Catalog,
  limits: QueryLimits,
): Promise<Omit<QueryJob, 'resultPath' | 'format' | 'copies'>> {
  const tables = await Promise.all(verdict.reads.map((read) => buildTable(room, read, catalog)));
  return { sql: verdict.executableSql, outputColumns: verdict.output.length, tables, limits };
}

async function buildTable(room: Room, read: AllowedVerdict['reads'][number], catalog: Catalog): Promise<JobTable> {
  const entry = room.tables.find(({ table }) => table.name === read.table);
  if (!entry) throw new QueryFailure('TABLE_UNREADABLE', `the room has no table ${read.table}`);
  const { table, data } = entry;
  const [{ partitionKeys }, { format, files }] = await fromCatalog(() => Promise.all([catalog.getTable(data), catalog.files(data)]));
  const columns = read.columns.map((name) => {
    const column = table.columns.find((permitted) => permitted.name === name);
    // The verdict was given on these very columns; this holds even if it erred.
    if (!column) throw new QueryFailure('TABLE_UNREADABLE', `${read.table}.${name} is not a permitted column`);
    const type = readGlueType(column.type);
    if (!type) throw new QueryFailure('TABLE_UNREADABLE', `the type ${column.type} of ${read.table}.${name} is not known here`);
    return { name, type, partitionKey: partitionKeys.some((key) => key.name === name) };
  });
  return { name: table.name, format, files: files.map((file) => ({ ...file, path: resolve(file.path) })), columns };
}

/** What is wrong with a table is its owner's to know, not the runner's. */
async function fromCatalog<T>(look: () => Promise<T>): Promise<T> {
  try {
    return await look();
  } catch (error) {
    if (isParleyError(error)) throw new QueryFailure('TABLE_UNREADABLE', error.message);
    throw error;
  }
}
