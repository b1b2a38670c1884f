import type { QueryResult } from './query-result';
import type { StartQuery } from './start-query';

/** The states of a protected query, in AWS's words. */
export type QueryStatus = 'SUBMITTED' | 'STARTED' | 'CANCELLING' | 'CANCELLED' | 'FAILED' | 'SUCCESS' | 'TIMED_OUT';

export interface ProtectedQuery {
  id: string;
  membershipId: string;
  status: QueryStatus;
  keyPrefix: string;
  /** Where the rows are, once SUCCESS: an object URI. */
  resultUri?: string;
  /** Where the further receivers' rows are, once SUCCESS; only where there are any. */
  copies?: readonly QueryResult[];
  /** From a fixed table of codes and texts; never holds data. */
  error?: { code: string; message: string };
  statistics?: { totalDurationInMillis: number };
}

/**
 * The port to a clean room. A refused query rejects with a ParleyError of kind `refused` from `startQuery`; what goes
 * wrong while it runs is the status FAILED with `error`.
 */
export interface CleanRoomClient {
  startQuery(input: StartQuery): Promise<ProtectedQuery>;
  getQuery(membershipId: string, queryId: string): Promise<ProtectedQuery>;
  /** Newest first. `StartProtectedQuery` has no client token: look here for a twin before starting. */
  listQueries(membershipId: string): Promise<ProtectedQuery[]>;
}
