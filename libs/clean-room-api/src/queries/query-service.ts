import type { TableRef } from '@parley/catalog';
import type { ProtectedQuery } from '@parley/clean-room-client';
import { EmbeddedCleanRoom, type QueryEvent, type QueryLimits, type TableBudget } from '@parley/clean-room';
import { isParleyError } from '@parley/errors';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { ServiceData } from '../data/service-data';
import type { ServiceEvents } from '../events/service-events';
import type { AccessBudgetUse, BudgetStanding } from '../state/access-budget-use';
import type { MembershipRecord } from '../state/records';
import type { State } from '../state/state';
import type { ServiceError } from '../service-error';
import { noQuery, queryEnded } from './errors';
import type { KnownQuery } from './query-answer';
import { queryEvent, statusesUntil } from './query-events';
import { type QueryQuotas, RunningQueries } from './query-quotas';
import facts from './query-quotas.json';
import type { QueryRequest } from './query-request';
import { QueryRequests } from './query-requests';
import { roomOf } from './room-of';
import { isRuleViolation, startFailure } from './start-failure';
import type { QueryStart } from './query-start';

export interface QueryServiceOptions {
  state: State;
  data: ServiceData;
  events: ServiceEvents;
  /** Holds `audit.jsonl`, the requests and the clean room's own files. One process uses it at a time. */
  folder: string;
  clock: () => Date;
  /** The built query process (`query-process.mjs`). */
  queryProcess: string;
  limits?: Partial<QueryLimits>;
  /** Queries of all accounts that run at once; more wait as SUBMITTED. Default 8. */
  concurrent?: number;
  /**
   * Whether a query that the rules refuse is refused at its start (400), or starts and ends as FAILED: AWS doesn't say which it
   * does (clean-rooms-semantics.md 2.8). Default `sync`.
   */
  ruleViolations?: 'sync' | 'async';
  /** AWS's unless told. */
  quotas?: Partial<QueryQuotas>;
  /** Told of what went wrong where no caller waits for an answer. */
  report: (error: unknown) => void;
}

/**
 * Protected queries: the clean room of `libs/clean-room` under the service's memberships. What a killed process left running
 * is settled when this opens: no query runs twice, and a result stands whole or not at all.
 */
export class QueryService implements AccessBudgetUse {
  readonly #options: QueryServiceOptions;
  readonly #running: RunningQueries;
  #room: EmbeddedCleanRoom;
  #requests: QueryRequests;
  /** Events being written. */
  readonly #telling = new Set<Promise<void>>();

  private constructor(options: QueryServiceOptions, requests: QueryRequests) {
    this.#options = options;
    this.#running = new RunningQueries(options.quotas);
    this.#requests = requests;
    this.#room = this.#newRoom();
  }

  /** Throws CLEAN_ROOM_IN_USE, QUERY_REQUESTS_UNREADABLE (input), AUDIT_UNREADABLE, QUERY_STATE_UNREADABLE (fault). */
  static async open(options: QueryServiceOptions): Promise<QueryService> {
    const service = new QueryService(options, await QueryRequests.open(requestsFile(options.folder)));
    try {
      await service.#settle();
    } catch (error) {
      await service.close();
      throw error;
    }
    return service;
  }

  /** Starts a query. Throws ServiceError: 402 at a quota, 400 INVALID_QUERY when the rules refuse it. */
  async start({ request, query, region }: QueryStart): Promise<KnownQuery> {
    const { id } = request;
    this.#running.add(id, request, region);
    try {
      await this.#requests.add(request);
      return { request, query: await this.#room.startQuery(query, id) };
    } catch (error) {
      this.#running.remove(id);
      const failure = startFailure(error, query);
      if (this.#options.ruleViolations === 'async' && isRuleViolation(failure)) return this.#refuseLater(request, failure);
      throw failure;
    }
  }

  /** Throws ResourceNotFoundException. */
  async get(membershipId: string, id: string): Promise<KnownQuery> {
    const request = this.#requests.get(id);
    const known = request?.membershipId === membershipId ? await this.#known(request) : undefined;
    if (!known) throw noQuery(membershipId, id);
    return known;
  }

  /** Oldest first; `at` is each one's place among all queries. */
  async list(membershipId: string): Promise<{ at: number; value: KnownQuery }[]> {
    const queries = new Map((await this.#room.listQueries(membershipId)).map((query) => [query.id, query]));
    return this.#requests.all().flatMap((request, index) => {
      const query = refusedQuery(request) ?? queries.get(request.id);
      return query && request.membershipId === membershipId ? [{ at: index + 1, value: { request, query } }] : [];
    });
  }

  /** Tells of the refusal as a query that was submitted and failed. */
  async #refuseLater(request: QueryRequest, { message }: ServiceError): Promise<KnownQuery> {
    const refused: QueryRequest = { ...request, refused: message };
    await this.#requests.add(refused);
    const membership = this.#options.state.get('memberships', request.membershipId);
    for (const status of statusesUntil('FAILED')) if (membership) this.#tell({ id: request.id, status }, membership);
    return { request: refused, query: { id: request.id, membershipId: request.membershipId, status: 'SUBMITTED', keyPrefix: '' } };
  }

  /** Throws ResourceNotFoundException; ConflictException INVALID_STATE for a query that has ended. */
  async cancel(membership: MembershipRecord, id: string): Promise<KnownQuery> {
    const { request, query } = await this.get(membership.id, id);
    if (request.refused !== undefined) throw queryEnded(id, query.status);
    try {
      const cancelling = await this.#room.cancelQuery(membership.id, id);
      this.#tell(cancelling, membership);
      return { request, query: cancelling };
    } catch (error) {
      if (!isParleyError(error) || error.code !== 'QUERY_ENDED') throw error;
      throw queryEnded(id, (await this.get(membership.id, id)).query.status);
    }
  }

  async state(data: TableRef, budget: TableBudget): Promise<BudgetStanding> {
    return this.#room.accessBudget(data, budget);
  }

  /** Cancels what runs and lets go of the folder. */
  async close(): Promise<void> {
    for (const { id, membershipId } of this.#running.all()) {
      // One that ends meanwhile is as good as cancelled.
      await this.#room.cancelQuery(membershipId, id).catch(() => undefined);
    }
    await this.#room.close();
    await Promise.all(this.#telling);
    await this.#requests.close();
  }

  /** Forgets every query, the audit and what was spent of every budget. */
  async reset(): Promise<void> {
    const { folder } = this.#options;
    await this.close();
    for (const path of [requestsFile(folder), auditFile(folder), roomFolder(folder)]) await rm(path, { recursive: true, force: true });
    this.#requests = await QueryRequests.open(requestsFile(folder));
    this.#room = this.#newRoom();
  }

  #newRoom(): EmbeddedCleanRoom {
    const { state, data, folder, clock, queryProcess, limits, concurrent = 8 } = this.#options;
    return new EmbeddedCleanRoom({
      rooms: (membershipId) => roomOf(state, data, membershipId),
      catalog: data.catalog,
      store: data.store,
      auditFile: auditFile(folder),
      stateFolder: roomFolder(folder),
      queryProcess: {
        entry: queryProcess,
        concurrent,
        limits: { wallSeconds: facts.secondsAQueryMayRun, ...limits },
        detailLog: join(roomFolder(folder), 'details.jsonl'),
      },
      events: (event) => this.#heard(event),
      clock,
    });
  }

  /** Opens the clean room, which settles its queries; tells again what a kill may have kept from being told. */
  async #settle(): Promise<void> {
    await this.#room.auditHead();
    for (const request of this.#requests.all()) {
      const membership = this.#options.state.get('memberships', request.membershipId);
      const known = membership && (await this.#known(request));
      if (!known) continue;
      for (const status of statusesUntil(known.query.status)) await this.#options.events.record(queryEvent({ id: request.id, status }, membership));
    }
  }

  async #known(request: QueryRequest): Promise<KnownQuery | undefined> {
    const refused = refusedQuery(request);
    if (refused) return { request, query: refused };
    try {
      return { request, query: await this.#room.getQuery(request.membershipId, request.id) };
    } catch (error) {
      if (isParleyError(error) && (error.code === 'QUERY_NOT_FOUND' || error.code === 'MEMBERSHIP_UNKNOWN')) return undefined;
      throw error;
    }
  }

  #heard(event: QueryEvent): void {
    if (event.kind === 'submission') return this.#heardSubmission(event);
    if (event.kind === 'end') this.#running.remove(event.query.id);
    const membership = this.#options.state.get('memberships', event.query.membershipId);
    if (membership) this.#tell(event.query, membership, new Date(event.at));
  }

  #heardSubmission({ submission: { queryId, membershipId, verdict, at } }: Extract<QueryEvent, { kind: 'submission' }>): void {
    const membership = this.#options.state.get('memberships', membershipId);
    if (membership && verdict === 'allowed') this.#tell({ id: queryId, status: 'SUBMITTED' }, membership, new Date(at));
  }

  #tell(query: Pick<ProtectedQuery, 'id' | 'status'>, membership: MembershipRecord, time?: Date): void {
    const told = this.#options.events.record(queryEvent(query, membership, time)).catch(this.#options.report);
    this.#telling.add(told);
    void told.finally(() => this.#telling.delete(told));
  }
}

function refusedQuery({ id, membershipId, refused }: QueryRequest): ProtectedQuery | undefined {
  return refused === undefined ? undefined : { id, membershipId, status: 'FAILED', keyPrefix: '', error: { code: 'INVALID_QUERY', message: refused } };
}

const requestsFile = (folder: string): string => join(folder, 'query-requests.jsonl');
const auditFile = (folder: string): string => join(folder, 'audit.jsonl');
const roomFolder = (folder: string): string => join(folder, 'clean-room');
