import { idempotencyKey, messageHash, type MessageIdentity } from '@parley/activation';
import { expiresAfter } from './expires';
import type { Item, ItemKey } from './item-table';

/** A message as the send ledger knows it. One that was certainly not sent has no item. */
export interface MessageItem extends Item, MessageIdentity {
  /** `state` is a reserved word of DynamoDB's expressions. */
  standing: 'pending' | 'sent' | 'unknown';
  /** Milliseconds since 1970. */
  at: number;
  /** The `reserve` that granted it, and until when its worker counts as alive. */
  reservation: string;
  worker: string;
  leaseUntil: number;
  providerId?: string;
}

/** When messages reached a person, by `messageHash`. `version` counts changes: a reservation that saw an older one does not hold. */
export interface PersonItem extends Item {
  sends: Record<string, number>;
  version: number;
}

/** What one `reserve` asked for, until all of it is settled: by it is found what a dead worker left. */
export interface OpenItem extends Item {
  reservation: string;
  messages: MessageIdentity[];
}

/** How long the ledger remembers a message: a run may be taken up again, and feedback come, long after. */
const KEPT_DAYS = 400;
/** How long a person's messages count at least: a cap may be lengthened to a month later without having forgotten. */
export const SHORTEST_HISTORY_DAYS = 31;

export const messageKey = (hash: string): ItemKey => ({ pk: `message#${hash}`, sk: 'message' });
export const personKey = (recipient: string): ItemKey => ({ pk: `person#${recipient}`, sk: 'sends' });
export const referenceKey = (providerId: string): ItemKey => ({ pk: `reference#${providerId}`, sk: 'reference' });
/** Begins the partition of what is open. */
export const OPEN = 'open#';
export const openPartition = (channel: string): string => `${OPEN}${channel}`;
export const CLOCK_KEY: ItemKey = { pk: 'clock', sk: 'latest' };
/** `*` stops every campaign; a campaign's name holds no star. */
export const stopKey = (campaign: string | undefined): ItemKey => ({ pk: `stop#${campaign ?? '*'}`, sk: 'stop' });

export const hashOf = (message: MessageIdentity): string => messageHash(idempotencyKey(message));

export function messageItem(identity: MessageIdentity, given: { at: Date; reservation: string; worker: string; leaseUntil: Date }): MessageItem {
  const { campaign, runId, recipient, channel } = identity;
  const { at, reservation, worker, leaseUntil } = given;
  return { ...messageKey(hashOf(identity)), campaign, runId, recipient, channel, standing: 'pending', at: at.getTime(), reservation, worker, leaseUntil: leaseUntil.getTime(), expires: expiresAfter(at.getTime(), KEPT_DAYS) };
}

export function openItem(channel: string, messages: readonly MessageIdentity[], reservation: string, leaseUntil: Date): OpenItem {
  const kept = messages.map(({ campaign, runId, recipient }) => ({ campaign, runId, recipient, channel }));
  return { pk: openPartition(channel), sk: `${leaseUntil.toISOString()}#${reservation}`, reservation, messages: kept, expires: expiresAfter(leaseUntil.getTime(), KEPT_DAYS) };
}

/** A reference to a message that was sent, by the channel's own id. */
export function referenceItem(providerId: string, hash: string, nowMs: number): Item {
  return { ...referenceKey(providerId), hash, expires: expiresAfter(nowMs, KEPT_DAYS) };
}

export const personExpires = (newestMs: number): number => expiresAfter(newestMs, KEPT_DAYS);
