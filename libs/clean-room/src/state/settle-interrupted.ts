import type { ObjectStore } from '@parley/object-store';
import type { AuditLog } from '../audit/audit-log';
import { QUERY_ERRORS, type QueryErrorCode, queryError } from '../query-process/query-error-codes';
import { hasEnded, type QueryRecord } from './query-record';
import type { QueryStore } from './query-store';

interface State {
  audit: AuditLog;
  queries: QueryStore;
  store: ObjectStore;
  clock: () => Date;
}

/**
 * Settles the queries that a killed process left open. Results are stored whole or not at all, so a result that stands
 * is the result; without one the query failed. What the audit already says of its end is kept.
 */
export async function settleInterrupted({ audit, queries, store, clock }: State): Promise<void> {
  for (const record of queries.all().filter((candidate) => !hasEnded(candidate))) {
    const recorded = audit.endedBefore.get(record.id);
    const settled = recorded ? asRecorded(record, recorded) : await byResult(record, store);
    if (!recorded) {
      const { id: queryId, status, error } = settled;
      await audit.append({ kind: 'termination', queryId, at: clock().toISOString(), status, errorCode: error?.code });
    }
    // Whatever it had begun to write goes too: no later query writes beside it.
    if (settled.status !== 'SUCCESS') await store.remove(record.resultUri);
    await queries.save(settled);
  }
}

async function byResult(record: QueryRecord, store: ObjectStore): Promise<QueryRecord> {
  if (await store.exists(record.resultUri)) return { ...record, status: 'SUCCESS' };
  return { ...record, status: 'FAILED', error: queryError('INTERRUPTED') };
}

function asRecorded(record: QueryRecord, { status, errorCode }: { status: QueryRecord['status']; errorCode?: string }): QueryRecord {
  const code = errorCode !== undefined && errorCode in QUERY_ERRORS ? (errorCode as QueryErrorCode) : undefined;
  return { ...record, status, ...(code && { error: queryError(code) }) };
}
