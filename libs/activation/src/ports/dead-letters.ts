import type { MessageIdentity } from '../idempotency-key';

/** A message that the channel refused or stayed too busy for. It holds no address. */
export interface DeadLetter extends MessageIdentity {
  /** ISO time of the last try. */
  at: string;
  /** What the channel said, without any value of a person. */
  reason: string;
}

/** Messages for a person to look at, and to replay through the gate. Every adapter passes `deadLetterCases`. */
export interface DeadLetters {
  /** Adds, or replaces those of the same key. */
  add(letters: readonly DeadLetter[]): Promise<void>;
  /** In the order of their `at`. */
  all(): Promise<readonly DeadLetter[]>;
  /** These are dealt with, by idempotency key. */
  done(keys: readonly string[]): Promise<void>;
}
