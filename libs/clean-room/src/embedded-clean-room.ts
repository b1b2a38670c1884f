import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { judge } from '@parley/analysis-rules';
import type { Catalog } from '@parley/catalog';
import type { CleanRoomClient, ProtectedQuery, StartQuery } from '@parley/clean-room-client';
import { type ProcessLock, takeLock } from '@parley/files';
import { type ObjectStore, parseObjectUri } from '@parley/object-store';
import { AuditLog } from './audit/audit-log';
import type { AuditHead } from './audit/audit-record';
import { submissionEntry } from './audit/submission-entry';
import { DetailLog } from './detail-log';
import { cleanRoomClosed, cleanRoomInUse, membershipUnknown, queryEnded, queryRefused, queryUnknown } from './errors';
import { DEFAULT_LIMITS, type QueryLimits } from './query-process/job';
import { requestOf, type Room } from './room';
import { runQuery, type RunParts } from './run-query';
import { Slots } from './slots';
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
  rooms: readonly Room[];
  catalog: Catalog;
  store: ObjectStore;
  /** The audit, one JSON record a line. */
  auditFile: string;
  /** The queries' states, lock and scratch; `clean-room/` beside the audit unless told. */
  stateFolder?: string;
  queryProcess: QueryProcessOptions;
  judge?: typeof judge;
  clock?: () => Date;
}

interface Opened {
  lock: ProcessLock;
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
   * Judges the query and, if the rules allow it, starts it.
   *
   * Throws QUERY_REFUSED (refused) with every refusal's code, place and repair; MEMBERSHIP_UNKNOWN, OBJECT_URI_INVALID
   * (input). What goes wrong later is the query's status FAILED.
   */
  async startQuery(input: StartQuery): Promise<ProtectedQuery> {
    const { parts } = await this.#open();
    const room = this.#room(input.membershipId);
    const id = randomUUID();
    const resultUri = resultUriOf(id, input.result);
    parseObjectUri(resultUri); // a bad bucket or prefix is said before anything runs
    const verdict = await this.#judge(requestOf(room, input.sql));
    await parts.audit.append(submissionEntry({ id, at: this.#clock(), room, sql: input.sql, verdict }));
    if (!verdict.allowed) throw queryRefused(verdict.refusals);

    const record: QueryRecord = {
      sequence: parts.queries.nextSequence(),
      id,
      membershipId: input.membershipId,
      status: 'SUBMITTED',
      keyPrefix: input.result.keyPrefix,
      format: input.result.format,
      resultUri,
      submittedAt: this.#clock().toISOString(),
    };
    await parts.queries.save(record);
    const cancel = new AbortController();
    const ended = this.#slots.use(() => runQuery(parts, { record, room, verdict, signal: cancel.signal }));
    this.#running.set(id, { cancel, ended: ended.finally(() => this.#running.delete(id)) });
    return protectedQuery(record);
  }

  async getQuery(membershipId: string, queryId: string): Promise<ProtectedQuery> {
    const { parts } = await this.#open();
    return protectedQuery(this.#record(parts, membershipId, queryId));
  }

  async listQueries(membershipId: string): Promise<ProtectedQuery[]> {
    const { parts } = await this.#open();
    this.#room(membershipId);
    return parts.queries.all().filter((record) => record.membershipId === membershipId).map(protectedQuery);
  }

  /** Stops a query: CANCELLING, then CANCELLED. Throws QUERY_ENDED (input) for one that has ended. */
  async cancelQuery(membershipId: string, queryId: string): Promise<ProtectedQuery> {
    const { parts } = await this.#open();
    const record = this.#record(parts, membershipId, queryId);
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

  /** Waits for the running queries, then lets go of the audit file. */
  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    if (!this.#opened) return;
    const opened = await this.#opened.catch(() => undefined); // what never opened holds nothing
    if (!opened) return;
    const { parts, lock } = opened;
    await Promise.all([...this.#running.values()].map(({ ended }) => ended));
    await parts.audit.close();
    lock.release();
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
      await settleInterrupted({ audit, queries, store, clock: this.#clock });
      const limits = { ...DEFAULT_LIMITS, ...queryProcess.limits };
      const details = new DetailLog(queryProcess.detailLog);
      return { lock, parts: { catalog, store, audit, queries, details, clock: this.#clock, limits, entry: queryProcess.entry, scratch } };
    } catch (error) {
      lock.release();
      throw error;
    }
  }

  #room(membershipId: string): Room {
    const room = this.#options.rooms.find((candidate) => candidate.membershipId === membershipId);
    if (!room) throw membershipUnknown(membershipId);
    return room;
  }

  #record({ queries }: RunParts, membershipId: string, queryId: string): QueryRecord {
    this.#room(membershipId);
    const record = queries.get(queryId);
    if (record?.membershipId !== membershipId) throw queryUnknown(queryId);
    return record;
  }
}

function resultUriOf(id: string, { bucket, keyPrefix, format }: StartQuery['result']): string {
  const prefix = keyPrefix.replace(/\/+$/, '');
  return `s3://${bucket}/${prefix === '' ? '' : `${prefix}/`}${id}/part-0.${format === 'CSV' ? 'csv' : 'parquet'}`;
}
