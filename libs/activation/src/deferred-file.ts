import { idempotencyKey } from './idempotency-key';
import { KeyedLog } from './keyed-log';
import type { DeferredMessage, DeferredQueue } from './ports/deferred-queue';

/** `deferred.jsonl`: the deferred queue of a laptop. Used under the ledger's lock. */
export class DeferredFile implements DeferredQueue {
  private constructor(private readonly log: KeyedLog<DeferredMessage>) {}

  static async open(path: string): Promise<DeferredFile> {
    return new DeferredFile(await KeyedLog.open<DeferredMessage>(path, idempotencyKey, (next, before) => next.notBefore !== before.notBefore));
  }

  defer(messages: readonly DeferredMessage[]): Promise<void> {
    return this.log.put(messages);
  }

  due(now: Date): Promise<readonly DeferredMessage[]> {
    const due = this.log.all().filter(({ notBefore }) => notBefore === null || Date.parse(notBefore) <= now.getTime());
    return Promise.resolve(due.sort((a, b) => hour(a) - hour(b)));
  }

  done(keys: readonly string[]): Promise<void> {
    return this.log.remove(keys);
  }

  close(): Promise<void> {
    return this.log.close();
  }
}

/** Those who wait for a zone come last. */
function hour({ notBefore }: DeferredMessage): number {
  return notBefore === null ? Number.MAX_SAFE_INTEGER : Date.parse(notBefore);
}
