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
import type { QueryRecord } from './state/query-record';
import type { QueryStore } from './state/query-store';

/** What running a query needs of its clean room. */
export interface RunParts {
  catalog: Catalog;
  store: ObjectStore;
  audit: Pick<AuditLog, 'append' | 'head' | 'close'>;
  queries: QueryStore;
  details: DetailLog;
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
    if (!signal.aborted) await parts.queries.save({ ...record, status: 'STARTED' });
    const { usage } = await makeResult(parts, query);
    await settle(parts, { ...record, status: 'SUCCESS', usage, statistics: took() });
  } catch (error) {
    const failure = asFailure(error);
    await parts.details.write(parts.clock(), record.id, failure);
    await settle(parts, { ...record, status: statusOf(failure), error: queryError(failure.code), statistics: took() });
  }
}

async function makeResult(parts: RunParts, { record, room, verdict, signal }: AllowedQuery): Promise<QueryDone> {
  const { catalog, store, limits, entry, scratch } = parts;
  const job = await buildJob(room, verdict, catalog, limits);
  let done = false;
  const make = async (path: string): Promise<QueryDone> => {
    const whole = { ...job, resultPath: resolve(path), format: record.format };
    const ran = await runQueryProcess(whole, { entry: resolve(entry), scratch, signal });
    done = true;
    return ran;
  };
  return store.putFile(record.resultUri, make).catch((error: unknown) => {
    // After the query was done it is the storing that failed.
    throw done ? new QueryFailure('RESULT_NOT_WRITTEN', String(error)) : error;
  });
}

/** Records the end. A success that the audit can't hold is withdrawn: no result leaves without its record. */
async function settle(parts: RunParts, record: QueryRecord): Promise<void> {
  const { audit, queries, details, clock } = parts;
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
}

async function withdraw({ store, details, clock }: RunParts, record: QueryRecord): Promise<QueryRecord> {
  await store.remove(record.resultUri).catch((failed: unknown) => details.write(clock(), record.id, asFailure(failed)));
  return { ...record, status: 'FAILED', error: queryError('AUDIT_FAILED') };
}

function statusOf({ code }: QueryFailure): QueryRecord['status'] {
  if (code === 'QUERY_TIMED_OUT') return 'TIMED_OUT';
  return code === 'QUERY_CANCELLED' ? 'CANCELLED' : 'FAILED';
}
