import type { ProtectedQuery } from '@parley/clean-room-client';
import type { SubmissionEntry } from './audit/audit-record';

/**
 * What happens to queries, told once it is on disk. A kill may lose an event but not what it tells: the queries, their
 * states and the audit stand.
 */
export type QueryEvent =
  /** A query was judged and recorded; `submission.verdict` says how. */
  | { kind: 'submission'; submission: SubmissionEntry }
  /** An allowed query began to run. */
  | { kind: 'start'; at: string; query: ProtectedQuery }
  /** A query ended, in whatever way; one that a killed process left is told when it is settled. */
  | { kind: 'end'; at: string; query: ProtectedQuery };

/** Must not throw; what it throws all the same goes to the detail log. */
export type QueryEvents = (event: QueryEvent) => void;
