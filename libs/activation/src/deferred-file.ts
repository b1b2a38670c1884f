import type { AppendLog } from '@parley/files';
import { idempotencyKey } from './idempotency-key';
import type { DeferredMessage, DeferredQueue } from './ports/deferred-queue';
import { openRecordLog } from './record-log';

type DeferredRecord = { defer: DeferredMessage[] } | { done: string[] };

/**
 * `deferred.jsonl`: messages that wait for a better hour, without an address. Deferred again, a message moves; sent or
 * held back for good, it leaves. Used under the ledger's lock.
 */
export class DeferredFile implements DeferredQueue {
  private readonly waiting = new Map<string, DeferredMessage>();

  private constructor(private readonly log: AppendLog) {}

  static async open(path: string): Promise<DeferredFile> {
    const { log, records } = await openRecordLog<DeferredRecord>(path);
    const queue = new DeferredFile(log);
    for (const record of records) queue.apply(record);
    return queue;
  }

  /** All that wait, in the order they came. */
  all(): DeferredMessage[] {
    return [...this.waiting.values()];
  }

  due(now: Date): Promise<DeferredMessage[]> {
    const due = this.all().filter(({ notBefore }) => notBefore === null || Date.parse(notBefore) <= now.getTime());
    return Promise.resolve(due.sort((a, b) => hour(a) - hour(b)));
  }

  /** One that already waits for the same hour is not written again. */
  async defer(messages: readonly DeferredMessage[]): Promise<void> {
    const changed = messages.filter((message) => this.waiting.get(idempotencyKey(message))?.notBefore !== message.notBefore);
    if (changed.length > 0) await this.write({ defer: changed });
  }

  async done(keys: readonly string[]): Promise<void> {
    const waiting = keys.filter((key) => this.waiting.has(key));
    if (waiting.length > 0) await this.write({ done: waiting });
  }

  async close(): Promise<void> {
    await this.log.close();
  }

  private async write(record: DeferredRecord): Promise<void> {
    await this.log.append(JSON.stringify(record));
    this.apply(record);
  }

  private apply(record: DeferredRecord): void {
    if ('defer' in record) for (const message of record.defer) this.waiting.set(idempotencyKey(message), message);
    else for (const key of record.done) this.waiting.delete(key);
  }
}

/** Those who wait for a zone come last. */
function hour({ notBefore }: DeferredMessage): number {
  return notBefore === null ? Number.MAX_SAFE_INTEGER : Date.parse(notBefore);
}
