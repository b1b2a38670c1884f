import type { MessageIdentity } from '../idempotency-key';

/** A message that quiet hours put off. `notBefore` is ISO, or null where no hour suits until the person's zone is known. */
export interface DeferredMessage extends MessageIdentity {
  notBefore: string | null;
}

/** Messages that wait for a better hour, without an address. Every adapter passes `deferredCases`. */
export interface DeferredQueue {
  /** Puts messages off. Deferred again, a message moves. */
  defer(messages: readonly DeferredMessage[]): Promise<void>;
  /** Those whose hour has come, soonest first, and those who wait for a zone: the next audience of their campaign and run. */
  due(now: Date): Promise<readonly DeferredMessage[]>;
  /** These wait no longer, by idempotency key: sent, or held back for good. Keys that don't wait are ignored. */
  done(keys: readonly string[]): Promise<void>;
}
