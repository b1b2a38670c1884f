import {
  type ProtectedQuery as AwsQuery,
  CleanRoomsClient,
  type CleanRoomsClientConfig,
  GetProtectedQueryCommand,
  paginateListProtectedQueries,
  StartProtectedQueryCommand,
} from '@aws-sdk/client-cleanrooms';
import type { CleanRoomClient, ProtectedQuery, StartQuery } from '@parley/clean-room-client';
import { isParleyError } from '@parley/errors';
import type { ObjectStore } from '@parley/object-store';
import { setTimeout as pause } from 'node:timers/promises';
import { awsError, awsFailure, membershipMissing, queryMissing, quotaStays } from '../errors';
import { type QueryAnswer, queryAnswer } from './query-answer';
import { resultObject } from './result-object';
import { type StartFailure, startFailure } from './start-failure';
import { isTwin, startInput } from './start-input';

export interface AwsCleanRoomOptions {
  /** Region, credentials, and an endpoint other than AWS's. */
  connection: CleanRoomsClientConfig;
  /** Where results lie: the service may say a prefix where the port wants the object. */
  store: ObjectStore;
  /** The runner's account, for queries whose result goes to others too. */
  account?: string;
  /** How long a start waits for a slot while the quota of running queries is used up. Default 120 minutes; 0 leaves the waiting to the caller. */
  quotaMinutes?: number;
  /** How far back `listQueries` looks. Default 30 days: each query found costs a call. */
  lookBackDays?: number;
  sleep?: (milliseconds: number) => Promise<void>;
  clock?: () => Date;
}

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const SLOT_WAIT = { first: 250, most: 30_000 };
const LOST_ANSWERS = 3;
/** How long a start that is asked to slow down, or whose answer was lost, goes on trying. */
const TROUBLE_MINUTES = 5;
/** A signed request may be this far off the service's clock. */
const CLOCK_SKEW = 5 * MINUTE;

/**
 * The clean room port on AWS Clean Rooms, or on a server that speaks its protocol.
 *
 * `StartProtectedQuery` has no client token, so the SDK's own retries are off for it: when an answer is lost, a live query of
 * the same SQL and result is looked for, and it is begun again only when there is none. At the quota of running queries
 * (402) it waits.
 */
export class AwsCleanRoomClient implements CleanRoomClient {
  readonly #options: AwsCleanRoomOptions;
  readonly #reader: CleanRoomsClient;
  readonly #starter: CleanRoomsClient;

  constructor(options: AwsCleanRoomOptions) {
    this.#options = options;
    const connection: CleanRoomsClientConfig = { requestHandler: { connectionTimeout: 10_000, requestTimeout: 60_000 }, ...options.connection };
    this.#reader = new CleanRoomsClient(connection);
    this.#starter = new CleanRoomsClient({ ...connection, maxAttempts: 1 });
  }

  /**
   * Throws QUERY_REFUSED (refused) with each refusal's code, place and repair as far as the service tells them;
   * QUERY_NOT_STARTED, MEMBERSHIP_UNKNOWN, AWS_ACCESS_DENIED, AWS_CREDENTIALS (input); QUERY_QUOTA, AWS_FAILED (fault).
   */
  async startQuery(input: StartQuery): Promise<ProtectedQuery> {
    const command = startInput(input, this.#options.account);
    const patience = this.#patience();
    const begun = this.#now();
    let lost = 0;
    for (;;) {
      try {
        const { protectedQuery } = await this.#starter.send(new StartProtectedQueryCommand(command));
        return queryAnswer(protectedQuery).query;
      } catch (error) {
        const failure = startFailure(error, input.membershipId);
        if (failure.next === 'give up') throw failure.error;
        if (failure.next === 'look for it') {
          lost += 1;
          const twin = await this.#find(input.membershipId, begun - CLOCK_SKEW, (query) => isTwin(command, query));
          if (twin) return queryAnswer(twin).query;
          if (lost >= LOST_ANSWERS) throw awsError('Clean Rooms StartProtectedQuery', error);
        }
        await patience(error, failure.next);
      }
    }
  }

  /** Throws QUERY_NOT_FOUND, MEMBERSHIP_UNKNOWN, AWS_ACCESS_DENIED (input); RESULT_MISSING, RESULT_IN_PARTS, AWS_FAILED (fault). */
  async getQuery(membershipId: string, queryId: string): Promise<ProtectedQuery> {
    return this.#withResult(queryAnswer(await this.#get(membershipId, queryId)));
  }

  async listQueries(membershipId: string): Promise<ProtectedQuery[]> {
    const queries: ProtectedQuery[] = [];
    const { lookBackDays = 30 } = this.#options;
    for (const id of await this.#idsSince(membershipId, this.#now() - lookBackDays * DAY)) {
      const answer = queryAnswer(await this.#get(membershipId, id));
      queries.push(await this.#withResult(answer).catch(withoutResult(answer)));
    }
    return queries;
  }

  /** Lets go of the connections. */
  close(): void {
    this.#reader.destroy();
    this.#starter.destroy();
  }

  async #find(membershipId: string, since: number, wanted: (query: AwsQuery) => boolean): Promise<AwsQuery | undefined> {
    for (const id of await this.#idsSince(membershipId, since)) {
      const query = await this.#get(membershipId, id);
      if (query && wanted(query)) return query;
    }
    return undefined;
  }

  async #get(membershipId: string, queryId: string): Promise<AwsQuery | undefined> {
    return this.#reading('GetProtectedQuery', { membershipId, queryId }, async () => {
      const input = { membershipIdentifier: membershipId, protectedQueryIdentifier: queryId };
      return (await this.#reader.send(new GetProtectedQueryCommand(input))).protectedQuery;
    });
  }

  async #idsSince(membershipId: string, since: number): Promise<string[]> {
    return this.#reading('ListProtectedQueries', { membershipId }, async () => {
      const ids: string[] = [];
      const pages = paginateListProtectedQueries({ client: this.#reader, pageSize: 100 }, { membershipIdentifier: membershipId });
      for await (const { protectedQueries = [] } of pages) {
        for (const { id, createTime } of protectedQueries) {
          if (createTime && createTime.getTime() < since) return ids; // newest first
          if (id !== undefined) ids.push(id);
        }
      }
      return ids;
    });
  }

  async #withResult({ query, location }: QueryAnswer): Promise<ProtectedQuery> {
    return location === undefined ? query : { ...query, resultUri: await resultObject(location, this.#options.store) };
  }

  async #reading<T>(operation: string, { membershipId, queryId }: { membershipId: string; queryId?: string }, send: () => Promise<T>): Promise<T> {
    try {
      return await send();
    } catch (error) {
      if (awsFailure(error).name !== 'ResourceNotFoundException') throw awsError(`Clean Rooms ${operation}`, error);
      const ofMembership = (error as { resourceType?: string }).resourceType === 'MEMBERSHIP';
      throw queryId === undefined || ofMembership ? membershipMissing(membershipId, error) : queryMissing(queryId, error);
    }
  }

  /** Waits longer each time; throws QUERY_QUOTA when the time for a slot is over, and what was said where other trouble lasts. */
  #patience(): (error: unknown, next: StartFailure['next']) => Promise<void> {
    const { quotaMinutes = 120, sleep = pause } = this.#options;
    const begun = this.#now();
    let wait = SLOT_WAIT.first;
    return async (error, next) => {
      const forSlot = next === 'wait for a slot';
      if (this.#now() + wait > begun + (forSlot ? quotaMinutes : Math.max(quotaMinutes, TROUBLE_MINUTES)) * MINUTE) {
        throw forSlot ? quotaStays(awsFailure(error).message, quotaMinutes, error) : awsError('Clean Rooms StartProtectedQuery', error);
      }
      await sleep(wait);
      wait = Math.min(wait * 2, SLOT_WAIT.most);
    };
  }

  #now(): number {
    return (this.#options.clock?.() ?? new Date()).getTime();
  }
}

/** A result that someone has since removed, or that is in parts, must not hide the other queries of a list. */
function withoutResult({ query }: QueryAnswer): (error: unknown) => ProtectedQuery {
  return (error) => {
    if (isParleyError(error) && (error.code === 'RESULT_MISSING' || error.code === 'RESULT_IN_PARTS')) return query;
    throw error;
  };
}
