import { appendFile, type FileHandle, mkdir, open } from 'node:fs/promises';
import { dirname } from 'node:path';
import { fileError, sync } from '@parley/object-store';
import { auditUnreadable } from '../errors';
import { type AuditEntry, type AuditHead, EMPTY_HEAD, nextRecord, parseRecord, type TerminationEntry } from './audit-record';
import { readLines } from './read-lines';

/**
 * The append-only audit file: one JSON record a line, each sealed over the one before, on disk before `append` returns.
 * One process writes it at a time (the clean room's lock sees to that).
 */
export class AuditLog {
  readonly #file: string;
  readonly #handle: FileHandle;
  /** The queries that ended before this file was opened, by id. */
  readonly endedBefore: ReadonlyMap<string, TerminationEntry>;
  #head: AuditHead;
  #last: Promise<unknown> = Promise.resolve();

  private constructor(file: string, handle: FileHandle, found: Found) {
    this.#file = file;
    this.#handle = handle;
    this.#head = found.head;
    this.endedBefore = found.terminations;
  }

  /** Opens the file, or begins one. A last line that a crash cut short moves to `FILE.torn`. */
  static async open(file: string): Promise<AuditLog> {
    await mkdir(dirname(file), { recursive: true });
    const found = await readAll(file);
    const { torn } = found;
    const handle = await open(file, 'a');
    if (torn) {
      await appendFile(`${file}.torn`, `${torn.text}\n`);
      await sync(`${file}.torn`);
      await handle.truncate(torn.offset);
    }
    await handle.sync();
    await sync(dirname(file));
    return new AuditLog(file, handle, found);
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
    await this.#handle.close();
  }

  async #write(entry: AuditEntry): Promise<void> {
    const record = nextRecord(this.#head, entry);
    const { size } = await this.#handle.stat();
    try {
      await this.#handle.appendFile(`${JSON.stringify(record)}\n`);
      await this.#handle.sync();
    } catch (error) {
      // A half record must not stand before the next whole one.
      await this.#handle.truncate(size).catch(() => undefined);
      throw fileError(this.#file, error);
    }
    this.#head = { length: record.sequence, hash: record.hash };
  }
}

interface Found {
  head: AuditHead;
  terminations: Map<string, TerminationEntry>;
  torn?: { text: string; offset: number };
}

async function readAll(file: string): Promise<Found> {
  const found: Found = { head: EMPTY_HEAD, terminations: new Map() };
  for await (const { text, offset, whole } of readLines(file)) {
    if (!whole) {
      found.torn = { text, offset };
      break;
    }
    const record = parseRecord(text);
    if (!record) throw auditUnreadable(file);
    found.head = { length: record.sequence, hash: record.hash };
    if (record.entry.kind === 'termination') found.terminations.set(record.entry.queryId, record.entry);
  }
  return found;
}
