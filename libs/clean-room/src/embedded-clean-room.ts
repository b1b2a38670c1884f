import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { judge } from '@parley/analysis-rules';
import type { Catalog, TableRef } from '@parley/catalog';
import type { CleanRoomClient, ProtectedQuery, StartQuery } from '@parley/clean-room-client';
import { type ProcessLock, takeLock } from '@parley/files';
import type { ObjectStore } from '@parley/object-store';
import { AuditLog } from './audit/audit-log';
import type { AuditHead } from './audit/audit-record';
import { submissionEntry } from './audit/submission-entry';
import { BudgetLedger } from './budgets/budget-ledger';
import type { BudgetState } from './budgets/budget-state';
import { DetailLog } from './detail-log';
import { cleanRoomClosed, cleanRoomInUse, membershipUnknown, queryEnded, queryRefused, queryUnknown } from './errors';
import { DEFAULT_LIMITS, type QueryLimits } from './query-process/job';
import { asFailure } from './query-process/query-failure';
import type { QueryEvent, QueryEvents } from './query-event';
import { findRoom, type Room, type Rooms, type TableBudget } from './room';
import { runQuery, type RunParts } from './run-query';
import { Slots } from './slots';
import { judgeStart } from './start/judge-start';
import { reserveBudgets } from './start/reserve-budgets';
import { resultPlaces } from './start/result-places';
import { hasEnded, protectedQuery, type QueryRecord } from './state/query-record';
import { QueryStore } from './state/query-store';
import { settleInterrupted } from './state/settle-interrupted';

export interface QueryProcessOptions {
  /** The built query process (`query-process.mjs`). */
  entry: string;
  limits?: Partial<QueryLimits>;
  /** Queries that run at once; the others wait as SUBMITTED. Default 2, AWS's quota outside us-east-1. */
  concurrent?: number;
  /** Where the real reasons of failures go. They may quote values: a file for this machine's owner alone. */
  detailLog?: string;
}

export interface EmbeddedCleanRoomOptions {
  rooms: Rooms;
  catalog: Catalog;
  store: ObjectStore;
  /** The audit, one JSON record a line. */
  auditFile: string;
  /** The queries' states, lock and scratch; `clean-room/` beside the audit unless told. */
  stateFolder?: string;
  queryProcess: QueryProcessOptions;
  /** Told of every query's submission, start and end. */
  events?: QueryEvents;
  judge?: typeof judge;
  clock?: () => Date;
}

interface Opened {
  lock: ProcessLock;
  budgets: BudgetLedger;
  parts: RunParts;
}

/**
 * The clean room that runs on one machine: it judges a query by the rules, records the attempt, runs an allowed query
 * in a locked process of its own, stores the result whole and records the end.
 *
 * One process at a time uses a state folder (CLEAN_ROOM_IN_USE). What a killed process left running is settled when the
 * next one opens it: SUCCESS if its result stands, else FAILED with INTERRUPTED. Call `close` when done.
 */
export class EmbeddedCleanRoom implements CleanRoomClient {
  readonly #options: EmbeddedCleanRoomOptions;
  readonly #judge: typeof judge;
  readonly #clock: () => Date;
  readonly #slots: Slots;
  readonly #starting = new Set<Promise<ProtectedQuery>>();
  readonly #running = new Map<string, { cancel: AbortController; ended: Promise<void> }>();
  #opened: Promise<Opened> | undefined;
  #closed = false;

  constructor(options: EmbeddedCleanRoomOptions) {
    this.#options = options;
    this.#judge = options.judge ?? judge;
    this.#clock = options.clock ?? (() => new Date());
    this.#slots = new Slots(options.queryProcess.concurrent ?? 2);
  }

  /**
   * Judges the query or the template's run and, if the rules allow it and every access budget lasts, starts it. A host that
   * keeps records of its own about a query gives its `id`, never used before, so that its record can come first.
   *
   * Throws QUERY_REFUSED (refused) with every refusal's code, place and repair; MEMBERSHIP_UNKNOWN, OBJECT_URI_INVALID,
   * RESULT_RECEIVER_TWICE (input). What goes wrong later is the query's status FAILED.
   */
  async startQuery(input: StartQuery, id: string = randomUUID()): Promise<ProtectedQuery> {
    const start = this.#start(input, id);
    this.#starting.add(start);
    try {
      return await start;
    } finally {
      this.#starting.delete(start);
    }
  }

  /** What is left of an access budget over this data: what the AWS API says of it. */
  async accessBudget(data: TableRef, budget: TableBudget): Promise<BudgetState> {
    const { budgets } = await this.#open();
    return budgets.state(data, budget, this.#clock());
  }

  async getQuery(membershipId: string, queryId: string): Promise<ProtectedQuery> {
    const { parts } = await this.#open();
    await this.#room(membershipId);
    return protectedQuery(recordOf(parts, membershipId, queryId));
  }

  async listQueries(membershipId: string): Promise<ProtectedQuery[]> {
    const { parts } = await this.#open();
    await this.#room(membershipId);
    return parts.queries.all().filter((record) => record.membershipId === membershipId).map(protectedQuery);
  }

  /** Stops a query: CANCELLING, then CANCELLED. Throws QUERY_ENDED (input) for one that has ended. */
  async cancelQuery(membershipId: string, queryId: string): Promise<ProtectedQuery> {
    const { parts } = await this.#open();
    await this.#room(membershipId);
    const record = recordOf(parts, membershipId, queryId);
    const running = this.#running.get(queryId);
    if (hasEnded(record) || !running) throw queryEnded(queryId, record.status);
    const cancelling: QueryRecord = { ...record, status: 'CANCELLING' };
    // No waiting between looking and saving: the query may end meanwhile.
    const saved = parts.queries.save(cancelling);
    running.cancel.abort();
    await saved;
    return protectedQuery(cancelling);
  }

  /** Where the audit ends now, for a receipt: see `verifyAudit`. */
  async auditHead(): Promise<AuditHead> {
    return (await this.#open()).parts.audit.head;
  }

  /** Waits for the queries that start or run, then lets go of the folder. */
  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    if (!this.#opened) return;
    const opened = await this.#opened.catch(() => undefined); // what never opened holds nothing
    if (!opened) return;
    const { parts, budgets, lock } = opened;
    await Promise.allSettled(this.#starting);
    await Promise.all([...this.#running.values()].map(({ ended }) => ended));
    await parts.audit.close();
    await budgets.close();
    lock.release();
  }

  async #start(input: StartQuery, id: string): Promise<ProtectedQuery> {
    const { parts, budgets } = await this.#open();
    const room = await this.#room(input.membershipId);
    const [first, ...copies] = resultPlaces(id, room.runner, input);
    const receivers = [first, ...copies].map(({ receiver }) => receiver);
    const judged = await judgeStart(room, input, receivers, this.#judge);
    const at = this.#clock();
    // Spent before it is recorded, recorded before it runs: a kill between them costs a use, and never gives one away.
    const verdict = await reserveBudgets(judged.verdict, room, { id, at }, budgets);
    const submission = submissionEntry({ id, at, room, judged: { ...judged, verdict } });
    await parts.audit.append(submission);
    parts.tell({ kind: 'submission', submission });
    if (!verdict.allowed) throw queryRefused(verdict.refusals);

    const record: QueryRecord = {
      sequence: parts.queries.nextSequence(),
      id,
      membershipId: input.membershipId,
      status: 'SUBMITTED',
      keyPrefix: input.result.keyPrefix,
      format: first.format,
      resultUri: first.uri,
      ...(copies.length > 0 && { copies }),
      submittedAt: at.toISOString(),
    };
    await parts.queries.save(record);
    const cancel = new AbortController();
    const ended = this.#slots.use(() => runQuery(parts, { record, room, verdict, signal: cancel.signal }), cancel.signal);
    this.#running.set(id, { cancel, ended: ended.finally(() => this.#running.delete(id)) });
    return protectedQuery(record);
  }

  async #open(): Promise<Opened> {
    if (this.#closed) throw cleanRoomClosed();
    this.#opened ??= this.#openState();
    return this.#opened;
  }

  async #openState(): Promise<Opened> {
    const { catalog, store, auditFile, stateFolder, queryProcess } = this.#options;
    const folder = resolve(stateFolder ?? join(dirname(auditFile), 'clean-room'));
    const scratch = join(folder, 'scratch');
    const lockFile = join(folder, 'lock.duckdb');
    const lock = await takeLock(lockFile, (holder, cause) => cleanRoomInUse(lockFile, holder, cause));
    try {
      await rm(scratch, { recursive: true, force: true }); // a killed process's
      const audit = await AuditLog.open(auditFile);
      const queries = await QueryStore.open(join(folder, 'queries'));
      const budgets = await BudgetLedger.open(join(folder, 'budgets.jsonl'));
      const limits = { ...DEFAULT_LIMITS, ...queryProcess.limits };
      const details = new DetailLog(queryProcess.detailLog);
      const tell = this.#teller(details);
      await settleInterrupted({ audit, queries, store, clock: this.#clock, tell });
      const { entry } = queryProcess;
      return { lock, budgets, parts: { catalog, store, audit, queries, details, tell, clock: this.#clock, limits, entry, scratch } };
    } catch (error) {
      lock.release();
      throw error;
    }
  }

  /** What a listener gets wrong must not change how a query ends. */
  #teller(details: DetailLog): QueryEvents {
    return (event) => {
      try {
        this.#options.events?.(event);
      } catch (error) {
        void details.write(this.#clock(), queryIdOf(event), asFailure(error));
      }
    };
  }

  async #room(membershipId: string): Promise<Room> {
    const room = await findRoom(this.#options.rooms, membershipId);
    if (!room) throw membershipUnknown(membershipId);
    return room;
  }
}

function recordOf({ queries }: RunParts, membershipId: string, queryId: string): QueryRecord {
  const record = queries.get(queryId);
  if (record?.membershipId !== membershipId) throw queryUnknown(queryId);
  return record;
}

function queryIdOf(event: QueryEvent): string {
  return event.kind === 'submission' ? event.submission.queryId : event.query.id;
}
