import type { MessageIdentity } from '../idempotency-key';

/** A message that a channel speaks of, as the ledger knows it. */
export interface SentMessage extends MessageIdentity {
  /** ISO time of its reservation. */
  at: string;
}

/**
 * Finds the messages of feedback. The ledger's adapters implement it. A reference is the channel's own id (`providerId`), or
 * `messageHash` of the key, which every message carries with it: as the tag `parley-message` of SES, in the `Context` of an SMS,
 * as the name of an outbox file. By the hash alone is a message found whose `send` was cut off before it told an id.
 */
export interface SentMessages {
  /** By reference; those that nobody here sent are left out. */
  find(references: readonly string[]): Promise<ReadonlyMap<string, SentMessage>>;
}

/** The name under which a message carries its `messageHash`. */
export const MESSAGE_TAG = 'parley-message';
