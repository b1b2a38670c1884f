import type { ProtectedQuery, QueryStatus } from '@parley/clean-room-client';
import type { ServiceEvent } from '../events/service-events';
import type { MembershipRecord } from '../state/records';

/** EventBridge's words differ from the API's: `SUCCESS` there is `Succeeded` here (activation-and-ml.md 4.4). */
const WORDS: Readonly<Record<QueryStatus, string>> = {
  SUBMITTED: 'Submitted',
  STARTED: 'Started',
  CANCELLING: 'Cancelling',
  CANCELLED: 'Cancelled',
  SUCCESS: 'Succeeded',
  FAILED: 'Failed',
  TIMED_OUT: 'Timed Out',
};

/** The event that a query has come to its status, for the account that runs it. */
export function queryEvent({ id, status }: Pick<ProtectedQuery, 'id' | 'status'>, membership: MembershipRecord, time?: Date): ServiceEvent {
  return {
    key: `${id}/${status}`,
    detailType: `Protected Query ${WORDS[status]}`,
    account: membership.account,
    resources: [membership.arn],
    detail: { collaborationId: membership.collaborationId, membershipId: membership.id, protectedQueryId: id, status },
    ...(time && { time }),
  };
}

/** What a query that stands at `status` went through for certain: told again after a kill, which may have lost the telling. */
export function statusesUntil(status: QueryStatus): QueryStatus[] {
  if (status === 'SUBMITTED') return ['SUBMITTED'];
  return status === 'SUCCESS' || status === 'TIMED_OUT' ? ['SUBMITTED', 'STARTED', status] : ['SUBMITTED', status];
}
