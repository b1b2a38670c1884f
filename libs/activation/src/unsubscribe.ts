import { createHmac, timingSafeEqual } from 'node:crypto';
import { activationErrors } from './errors';

/** At least 32 random bytes, the owner's secret. */
export type UnsubscribeKey = Uint8Array;

/** What a token says: which list, from which campaign, and a tag of the person that only the key's owner can recompute. */
export interface UnsubscribeClaim {
  recipientTag: string;
  campaign: string;
  list: string;
}

const MIN_KEY_BYTES = 32;

/** Stands for a person outside; the owner finds the person by computing the tag of each id. */
export function recipientTag(key: UnsubscribeKey, recipientId: string): string {
  return mac(key, 'recipient', recipientId).subarray(0, 16).toString('base64url');
}

/** A signed token for `List-Unsubscribe` (RFC 8058). It holds no personal data and never runs out. */
export function makeUnsubscribeToken(key: UnsubscribeKey, recipientId: string, campaign: string, list: string): string {
  const payload = Buffer.from(JSON.stringify([recipientTag(key, recipientId), campaign, list])).toString('base64url');
  return `${payload}.${mac(key, 'token', payload).toString('base64url')}`;
}

/** The plan's address with the token in it. */
export function unsubscribeUrl(base: string, token: string): string {
  const url = new URL(base);
  url.searchParams.set('t', token);
  return url.toString();
}

/**
 * Reads a token; undefined if none of the keys signed it. Several keys let an old one still work after a change.
 * To act on it is for a POST alone: a GET, which mail scanners send too, must change nothing (RFC 8058 section 3.1).
 */
export function verifyUnsubscribeToken(token: string, keys: readonly UnsubscribeKey[]): UnsubscribeClaim | undefined {
  const [payload, signature, ...rest] = token.split('.');
  if (payload === undefined || signature === undefined || rest.length > 0) return undefined;
  const given = Buffer.from(signature, 'base64url');
  const signed = keys.map((key) => mac(key, 'token', payload)).some((own) => own.length === given.length && timingSafeEqual(own, given));
  if (!signed) return undefined;
  const [tag, campaign, list] = JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')) as [string, string, string];
  return { recipientTag: tag, campaign, list };
}

/** The purpose is part of what is signed, so that a tag never passes for a signature. */
function mac(key: UnsubscribeKey, purpose: 'recipient' | 'token', text: string): Buffer {
  if (key.length < MIN_KEY_BYTES) throw activationErrors.unsubscribeKey(key.length);
  return createHmac('sha256', key).update(`parley-unsubscribe:${purpose}:`).update(text).digest();
}
