import type { Outcome } from '../channel';
import type { MessageIdentity } from '../idempotency-key';
import type { Cap } from '../caps';

/** Where a message stands for the gate. */
export interface Standing {
  /** Undefined where it may be reserved: never tried, or certainly not sent. */
  state?: 'pending' | 'sent' | 'unknown';
  /**
   * When other messages, of every campaign and channel, reached or may have reached this person (milliseconds since 1970);
   * those later than the asker's clock too.
   */
  others: readonly number[];
}

export interface ReserveTerms {
  at: Date;
  /** All hold at once; none is passed by two workers together. */
  caps: readonly Cap[];
  /** Who reserves: one name a process and run of it. */
  worker: string;
  /** After this instant the worker counts as dead. It begins no send so late that it could outlast its lease. */
  leaseUntil: Date;
}

/** `taken`: another worker has it or it was sent. `cap`: someone else's message filled the person's cap meanwhile. */
export type Grant = 'granted' | 'taken' | 'cap';

export interface Settlement {
  key: string;
  outcome: Outcome;
  /** The channel's id of the message, by which feedback finds it. */
  providerId?: string;
}

/**
 * The memory of what was sent, for one worker or several at once. A message is reserved before it is sent and settled after,
 * so that a crash leaves it pending and never forgotten. Every adapter passes `ledgerCases`.
 */
export interface SendLedger {
  /** Standing of each message, by idempotency key. `others` go back to `since`, excluded. */
  read(messages: readonly MessageIdentity[], since: Date): Promise<ReadonlyMap<string, Standing>>;
  /**
   * Grants each message to one worker at most, and none above a cap. Grants are on disk when this returns. By key; a
   * message named twice is granted once.
   */
  reserve(messages: readonly MessageIdentity[], terms: ReserveTerms): Promise<ReadonlyMap<string, Grant>>;
  /**
   * Writes how each came out. `failed` and `throttled` free the message and the cap. What is settled as `sent` stays so;
   * `unknown` may still become `sent`, and nothing else.
   */
  settle(results: readonly Settlement[]): Promise<void>;
  /** Pending messages of a channel whose worker's lease is over: ask the channel, or settle them as `unknown`. */
  abandoned(channel: string, now: Date): Promise<readonly MessageIdentity[]>;
  /** The latest instant at which anything was reserved. A clock that stands before it went back. */
  latest(): Promise<Date | undefined>;
}
