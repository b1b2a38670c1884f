import type { ObjectStore } from '@parley/object-store';
import type { AuditLog } from '../audit/audit-log';
import { QUERY_ERRORS, type QueryErrorCode, queryError } from '../query-process/query-error-codes';
import type { QueryEvents } from '../query-event';
import { hasEnded, protectedQuery, type QueryRecord, resultUris } from './query-record';
import type { QueryStore } from './query-store';

interface State {
  audit: AuditLog;
  queries: QueryStore;
  store: ObjectStore;
  clock: () => Date;
  tell: QueryEvents;
}

/**
 * Settles the queries that a killed process left open. Results are stored whole or not at all, so a result that stands
 * is the result; without one the query failed. What the audit already says of its end is kept. A query that was recorded
 * in the audit and nowhere else never ran.
 */
export async function settleInterrupted({ audit, queries, store, clock, tell }: State): Promise<void> {
  const terminate = ({ id: queryId, status, error }: Pick<QueryRecord, 'id' | 'status' | 'error'>) =>
    audit.append({ kind: 'termination', queryId, at: clock().toISOString(), status, errorCode: error?.code });
  for (const record of queries.all().filter((candidate) => !hasEnded(candidate))) {
    const recorded = audit.endedBefore.get(record.id);
    const settled = recorded ? asRecorded(record, recorded) : await byResult(record, store);
    if (!recorded) await terminate(settled);
    // Whatever it had begun to write goes too: no later query writes beside it.
    if (settled.status !== 'SUCCESS') for (const uri of resultUris(record)) await store.remove(uri);
    await queries.save(settled);
    tell({ kind: 'end', at: clock().toISOString(), query: protectedQuery(settled) });
  }
  for (const id of audit.openBefore) if (!queries.get(id)) await terminate({ id, status: 'FAILED', error: queryError('INTERRUPTED') });
}

async function byResult(record: QueryRecord, store: ObjectStore): Promise<QueryRecord> {
  // It stands only once every copy does.
  if (await store.exists(record.resultUri)) return { ...record, status: 'SUCCESS' };
  return { ...record, status: 'FAILED', error: queryError('INTERRUPTED') };
}

function asRecorded(record: QueryRecord, { status, errorCode }: { status: QueryRecord['status']; errorCode?: string }): QueryRecord {
  const code = errorCode !== undefined && errorCode in QUERY_ERRORS ? (errorCode as QueryErrorCode) : undefined;
  return { ...record, status, ...(code && { error: queryError(code) }) };
}
