import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Problem } from '@parley/errors';
import { activationErrors } from './errors';

/** What a token says: which list, from which campaign, and a tag of the person that only the keys' owner can recompute. */
export interface UnsubscribeClaim {
  recipientTag: string;
  campaign: string;
  list: string;
}

const KEY = /^[0-9a-f]{64}$/i;

/**
 * The owner's keys of unsubscribe tokens, newest first. The newest signs; a token of any is read, and a person is looked for
 * under the tags of all, since who unsubscribed is known by a tag of the key of that day. No single key leaves this class, so
 * that nobody can look under one alone.
 */
export class UnsubscribeKeys {
  readonly #keys: readonly [Buffer, ...Buffer[]];

  private constructor(keys: readonly [Buffer, ...Buffer[]]) {
    this.#keys = keys;
  }

  /**
   * Reads the text of a secret or key file: a key a line, each 64 hex digits.
   *
   * @param place where it stands, for the error
   * @throws inputError ACTIVATION_UNSUBSCRIBE_KEYS with every line at fault; it holds nothing of them.
   */
  static parse(text: string, place: string): UnsubscribeKeys {
    const lines = text.trimEnd().split(/\r?\n/);
    const problems = lines.flatMap((line, index) => problemOf(line, index, lines));
    if (problems.length > 0) throw activationErrors.unsubscribeKeys(place, problems);
    return new UnsubscribeKeys(lines.map((line) => Buffer.from(line, 'hex')) as [Buffer, ...Buffer[]]); // split gives at least one
  }

  /** A signed token for `List-Unsubscribe` (RFC 8058). It holds no personal data and never runs out. */
  token(recipientId: string, campaign: string, list: string): string {
    const [newest] = this.#keys;
    const payload = Buffer.from(JSON.stringify([recipientTag(newest, recipientId), campaign, list])).toString('base64url');
    return `${payload}.${mac(newest, 'token', payload).toString('base64url')}`;
  }

  /**
   * Reads a token; undefined if none of the keys signed it. To act on it is for a POST alone: a GET, which mail scanners
   * send too, must change nothing (RFC 8058 section 3.1).
   */
  verify(token: string): UnsubscribeClaim | undefined {
    const [payload, signature, ...rest] = token.split('.');
    if (payload === undefined || signature === undefined || rest.length > 0) return undefined;
    const given = Buffer.from(signature, 'base64url');
    const signed = this.#keys.map((key) => mac(key, 'token', payload)).some((own) => own.length === given.length && timingSafeEqual(own, given));
    if (!signed) return undefined;
    const [tag, campaign, list] = JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')) as [string, string, string];
    return { recipientTag: tag, campaign, list };
  }

  /** Stand for a person outside, one a key; the owner finds the person by computing the tags of each id. */
  recipientTags(recipientId: string): string[] {
    return this.#keys.map((key) => recipientTag(key, recipientId));
  }
}

function problemOf(line: string, index: number, lines: readonly string[]): Problem[] {
  if (!KEY.test(line)) return [{ line: index + 1, message: 'this line is no key', repair: 'write a key a line, each 32 random bytes as 64 hex digits (openssl rand -hex 32), the newest first' }];
  const first = lines.findIndex((other) => other.toLowerCase() === line.toLowerCase());
  return first < index ? [{ line: index + 1, message: `this line repeats line ${first + 1}`, repair: 'make a new key with openssl rand -hex 32, or take one of the two lines out' }] : [];
}

function recipientTag(key: Buffer, recipientId: string): string {
  return mac(key, 'recipient', recipientId).subarray(0, 16).toString('base64url');
}

/** The purpose is part of what is signed, so that a tag never passes for a signature. */
function mac(key: Buffer, purpose: 'recipient' | 'token', text: string): Buffer {
  return createHmac('sha256', key).update(`parley-unsubscribe:${purpose}:`).update(text).digest();
}
