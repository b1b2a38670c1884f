import type { CleanRoomClient, ProtectedQuery, QueryStatus, StartQuery } from '@parley/clean-room-client';

/** A clean room that keeps the port's promises and remembers what was started. */
export class RememberingRoom implements CleanRoomClient {
  readonly started: StartQuery[] = [];
  constructor(
    private readonly queries: ProtectedQuery[] = [],
    private readonly end: QueryStatus = 'SUCCESS',
  ) {}

  startQuery(query: StartQuery): Promise<ProtectedQuery> {
    this.started.push(query);
    const made: ProtectedQuery = { id: `q${this.started.length}`, membershipId: query.membershipId, status: 'SUBMITTED', keyPrefix: query.result.keyPrefix };
    this.queries.unshift(made);
    return Promise.resolve(made);
  }

  getQuery(_membership: string, id: string): Promise<ProtectedQuery> {
    const found = this.queries.find((query) => query.id === id) as ProtectedQuery;
    return Promise.resolve({ ...found, status: this.end, ...(this.end === 'SUCCESS' ? { resultUri: `s3://b/${found.keyPrefix}/${id}` } : {}) });
  }

  listQueries(): Promise<ProtectedQuery[]> {
    return Promise.resolve(this.queries);
  }
}
