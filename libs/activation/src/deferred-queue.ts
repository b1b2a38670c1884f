import type { AppendLog } from '@parley/files';
import { idempotencyKey, type MessageIdentity } from './idempotency-key';
import { openRecordLog } from './record-log';

/** A message that quiet hours put off. `notBefore` is ISO, or null where no hour suits until the person's zone is known. */
export interface DeferredMessage extends MessageIdentity {
  notBefore: string | null;
}

type DeferredRecord = { defer: DeferredMessage[] } | { done: string[] };

/**
 * `deferred.jsonl`: messages that wait for a better hour, without an address. Deferred again, a message moves; sent or
 * held back for good, it leaves. Used under the ledger's lock.
 */
export class DeferredQueue {
  private readonly waiting = new Map<string, DeferredMessage>();

  private constructor(private readonly log: AppendLog) {}

  static async open(path: string): Promise<DeferredQueue> {
    const { log, records } = await openRecordLog<DeferredRecord>(path);
    const queue = new DeferredQueue(log);
    for (const record of records) queue.apply(record);
    return queue;
  }

  /** All that wait, in the order they came. */
  all(): DeferredMessage[] {
    return [...this.waiting.values()];
  }

  /** Those whose hour has come: activate them again as the audience of the same campaign and run. */
  due(now: Date): DeferredMessage[] {
    return this.all().filter(({ notBefore }) => notBefore !== null && Date.parse(notBefore) <= now.getTime());
  }

  /** Puts messages off. One that already waits for the same hour is not written again. */
  async defer(messages: readonly DeferredMessage[]): Promise<void> {
    const changed = messages.filter((message) => this.waiting.get(idempotencyKey(message))?.notBefore !== message.notBefore);
    if (changed.length > 0) await this.write({ defer: changed });
  }

  /** These wait no longer. Keys that don't wait are ignored. */
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
