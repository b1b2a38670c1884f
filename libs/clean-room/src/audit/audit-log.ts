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
  #head: AuditHead;
  #last: Promise<unknown> = Promise.resolve();

  private constructor(log: AppendLog, head: AuditHead, endedBefore: ReadonlyMap<string, TerminationEntry>) {
    this.#log = log;
    this.#head = head;
    this.endedBefore = endedBefore;
  }

  /** Opens the file, or begins one. A last line that a crash cut short moves to `FILE.torn`. Throws AUDIT_UNREADABLE. */
  static async open(file: string): Promise<AuditLog> {
    let head = EMPTY_HEAD;
    const terminations = new Map<string, TerminationEntry>();
    const log = await AppendLog.open(file, (line, number) => {
      const record = parseRecord(line);
      if (!record) throw auditUnreadable(file, number);
      head = { length: record.sequence, hash: record.hash };
      if (record.entry.kind === 'termination') terminations.set(record.entry.queryId, record.entry);
    });
    return new AuditLog(log, head, terminations);
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
