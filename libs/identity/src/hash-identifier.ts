import { createHmac, createSecretKey, hash as hashOnce } from 'node:crypto';
import { keyTooShort } from './errors';

/** How a pair of parties hashes identifiers. Plain SHA-256 of a phone number is searched in hours; a key prevents it. */
export type IdentifierHash = { kind: 'HMAC_SHA_256'; key: Buffer } | { kind: 'SHA_256' };

/** Makes a function that hashes normalised identifiers (as UTF-8) to 64 hex digits. Make it once, use it for all. */
export function identifierHasher(hash: IdentifierHash): (normalized: string) => string {
  if (hash.kind === 'SHA_256') return (normalized) => hashOnce('sha256', normalized, 'hex');
  if (hash.key.length < 32) throw keyTooShort(hash.key.length);
  const key = createSecretKey(hash.key);
  return (normalized) => createHmac('sha256', key).update(normalized).digest('hex');
}

/**
 * Hashes one normalised identifier to 64 hex digits; `identifierHasher` is faster for many.
 *
 * @throws inputError KEY_TOO_SHORT for a key below 32 bytes
 */
export function hashIdentifier(normalized: string, hash: IdentifierHash): string {
  return identifierHasher(hash)(normalized);
}
