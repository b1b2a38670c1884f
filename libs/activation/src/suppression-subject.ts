import { createHash } from 'node:crypto';
import { normalizeEmail } from '@parley/identity';
import type { ChannelName } from './channel';
import type { UnsubscribeKeys } from './unsubscribe-keys';

/**
 * Stands for an address of a channel, however it is written: a SHA-256, so that a list of those who want nothing is not a
 * list of addresses. For `in-app` and `custom` the address is the customer's id.
 */
export function addressSubject(channel: ChannelName, address: string): string {
  return `address:${channel}:${createHash('sha256').update(canonicalAddress(channel, address)).digest('hex')}`;
}

/** Stands for a person on one list, on every channel: what an unsubscribe token says (`UnsubscribeKeys.verify`). */
export function tagSubject(list: string, tag: string): string {
  return `recipient:${list}:${tag}`;
}

/** The same, from the customer's id: one a key, since any of them may have been the one of the day they unsubscribed. */
export function recipientSubjects(keys: UnsubscribeKeys, list: string, recipient: string): string[] {
  return keys.recipientTags(recipient).map((tag) => tagSubject(list, tag));
}

/** One form for all spellings of an address: for comparing, not for sending. */
export function canonicalAddress(channel: ChannelName, address: string): string {
  if (channel === 'email') return normalizeEmail(address) ?? address.normalize('NFKC').trim().toLowerCase();
  if (channel === 'sms') return address.replace(/[^\d+]/g, '');
  return address.trim();
}
