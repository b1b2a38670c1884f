import { resolve } from 'node:path';
import type { Catalog } from '@parley/catalog';
import type { ObjectStore } from '@parley/object-store';
import type { AuditLog } from './audit/audit-log';
import { type AllowedVerdict, buildJob } from './build-job';
import type { DetailLog } from './detail-log';
import type { QueryLimits } from './query-process/job';
import { queryError } from './query-process/query-error-codes';
import { asFailure, QueryFailure } from './query-process/query-failure';
import { type QueryDone, runQueryProcess } from './query-process/run-query-process';
import type { Room } from './room';
import type { QueryEvents } from './query-event';
import { protectedQuery, type QueryRecord, resultUris } from './state/query-record';
import type { QueryStore } from './state/query-store';

/** What running a query needs of its clean room. */
export interface RunParts {
  catalog: Catalog;
  store: ObjectStore;
  audit: Pick<AuditLog, 'append' | 'head' | 'close'>;
  queries: QueryStore;
  details: DetailLog;
  /** Told once what it tells is on disk. Never throws. */
  tell: QueryEvents;
  clock: () => Date;
  limits: QueryLimits;
  /** The built query process. */
  entry: string;
  scratch: string;
}

export interface AllowedQuery {
  record: QueryRecord;
  room: Room;
  verdict: AllowedVerdict;
  /** Cancels it. */
  signal: AbortSignal;
}

/** Runs an allowed query to its end: result, audit, state, in this order. Never throws: how it went is its status. */
export async function runQuery(parts: RunParts, query: AllowedQuery): Promise<void> {
  const { record, signal } = query;
  const started = performance.now();
  const took = () => ({ totalDurationInMillis: Math.round(performance.now() - started) });
  try {
    if (!signal.aborted) await saveStart(parts, { ...record, status: 'STARTED' });
    const { usage } = await makeResult(parts, query);
    await settle(parts, { ...record, status: 'SUCCESS', usage, statistics: took() });
  } catch (error) {
    const failure = asFailure(error);
    await parts.details.write(parts.clock(), record.id, failure);
    await settle(parts, { ...record, status: statusOf(failure), error: queryError(failure.code), statistics: took() });
  }
}

async function saveStart({ queries, tell, clock }: RunParts, started: QueryRecord): Promise<void> {
  await queries.save(started);
  tell({ kind: 'start', at: clock().toISOString(), query: protectedQuery(started) });
}

async function makeResult(parts: RunParts, { record, room, verdict, signal }: AllowedQuery): Promise<QueryDone> {
  const { catalog, store, limits, entry, scratch } = parts;
  const job = await buildJob(room, verdict, catalog, limits);
  let done = false;
  const make = async (paths: readonly string[]): Promise<QueryDone> => {
    const files = [record, ...(record.copies ?? [])].map(({ format }, at) => ({ format, resultPath: resolve(paths[at]!) }));
    const [first, ...copies] = files;
    const ran = await runQueryProcess({ ...job, ...first!, copies }, { entry: resolve(entry), scratch, signal });
    done = true;
    return ran;
  };
  return putFiles(store, resultUris(record), make).catch(async (error: unknown) => {
    await removeResults(parts, record); // a copy may stand already
    // After the query was done it is the storing that failed.
    throw done ? new QueryFailure('RESULT_NOT_WRITTEN', String(error)) : error;
  });
}

/** Makes several objects at once. Each is put while the one before it is being made, so the first stands only once all others do. */
function putFiles<T>(store: ObjectStore, [uri, ...more]: readonly string[], make: (paths: readonly string[]) => Promise<T>): Promise<T> {
  return store.putFile(uri!, (path) => (more.length === 0 ? make([path]) : putFiles(store, more, (paths) => make([path, ...paths]))));
}

/** Records the end. A success that the audit can't hold is withdrawn: no result leaves without its record. */
async function settle(parts: RunParts, record: QueryRecord): Promise<void> {
  const { audit, queries, details, clock, tell } = parts;
  const { id: queryId, status, error } = record;
  let settled = record;
  try {
    await audit.append({ kind: 'termination', queryId, at: clock().toISOString(), status, errorCode: error?.code });
  } catch (failed) {
    await details.write(clock(), queryId, new QueryFailure('AUDIT_FAILED', String(failed)));
    if (status === 'SUCCESS') settled = await withdraw(parts, record);
  }
  // The state holds in memory; a process that starts anew settles it from the result and the audit.
  await queries.save(settled).catch((failed: unknown) => details.write(clock(), queryId, asFailure(failed)));
  tell({ kind: 'end', at: clock().toISOString(), query: protectedQuery(settled) });
}

async function withdraw(parts: RunParts, record: QueryRecord): Promise<QueryRecord> {
  await removeResults(parts, record);
  return { ...record, status: 'FAILED', error: queryError('AUDIT_FAILED') };
}

async function removeResults({ store, details, clock }: RunParts, record: QueryRecord): Promise<void> {
  for (const uri of resultUris(record)) {
    await store.remove(uri).catch((failed: unknown) => details.write(clock(), record.id, asFailure(failed)));
  }
}

function statusOf({ code }: QueryFailure): QueryRecord['status'] {
  if (code === 'QUERY_TIMED_OUT') return 'TIMED_OUT';
  return code === 'QUERY_CANCELLED' ? 'CANCELLED' : 'FAILED';
}
