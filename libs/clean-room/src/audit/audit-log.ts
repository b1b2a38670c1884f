import { AppendLog } from '@parley/files';
import { auditUnreadable } from '../errors';
import { type AuditEntry, type AuditHead, EMPTY_HEAD, nextRecord, parseRecord, type TerminationEntry } from './audit-record';

/**
 * The append-only audit file: one JSON record a line, each sealed over the one before, on disk before `append` returns.
 * One process writes it at a time (the clean room's lock sees to that).
 */
export class AuditLog {
  readonly #log: AppendLog;
  /** The queries that ended before this file was opened, by id. */
  readonly endedBefore: ReadonlyMap<string, TerminationEntry>;
  /** The queries that were allowed before this file was opened, and of whose end it says nothing. */
  readonly openBefore: ReadonlySet<string>;
  #head: AuditHead;
  #last: Promise<unknown> = Promise.resolve();

  private constructor(log: AppendLog, head: AuditHead, endedBefore: ReadonlyMap<string, TerminationEntry>, openBefore: ReadonlySet<string>) {
    this.#log = log;
    this.#head = head;
    this.endedBefore = endedBefore;
    this.openBefore = openBefore;
  }

  /** Opens the file, or begins one. A last line that a crash cut short moves to `FILE.torn`. Throws AUDIT_UNREADABLE. */
  static async open(file: string): Promise<AuditLog> {
    let head = EMPTY_HEAD;
    const terminations = new Map<string, TerminationEntry>();
    const allowed = new Set<string>();
    const log = await AppendLog.open(file, (line, number) => {
      const record = parseRecord(line);
      if (!record) throw auditUnreadable(file, number);
      head = { length: record.sequence, hash: record.hash };
      const { entry } = record;
      if (entry.kind === 'termination') {
        terminations.set(entry.queryId, entry);
        allowed.delete(entry.queryId);
      } else if (entry.verdict === 'allowed') {
        allowed.add(entry.queryId);
      }
    });
    return new AuditLog(log, head, terminations, allowed);
  }

  get head(): AuditHead {
    return this.#head;
  }

  /** Adds a record. Records are written in the order of the calls. */
  append(entry: AuditEntry): Promise<void> {
    const written = this.#last.then(() => this.#write(entry));
    this.#last = written.catch(() => undefined);
    return written;
  }

  async close(): Promise<void> {
    await this.#last;
    await this.#log.close();
  }

  async #write(entry: AuditEntry): Promise<void> {
    const record = nextRecord(this.#head, entry);
    await this.#log.append(JSON.stringify(record));
    this.#head = { length: record.sequence, hash: record.hash };
  }
}
