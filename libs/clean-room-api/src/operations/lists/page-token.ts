import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { State } from '../../state/state';

/** What a token is good for: one account, one operation, one thing listed, one set of filters. */
export type TokenScope = readonly (string | undefined)[];

const SEAL_BYTES = 16;

/** An opaque token for "go on after this place", sealed so that it serves this scope alone. */
export function writePageToken(state: State, scope: TokenScope, after: number): string {
  const place = Buffer.alloc(8);
  place.writeBigUInt64BE(BigInt(after));
  return Buffer.concat([place, seal(state, scope, place)]).toString('base64url');
}

/** The place a token stands for; undefined for a token that this service did not write for this scope. */
export function readPageToken(state: State, scope: TokenScope, token: string): number | undefined {
  const bytes = Buffer.from(token, 'base64url');
  if (bytes.length !== 8 + SEAL_BYTES || bytes.toString('base64url') !== token) return undefined;
  const place = bytes.subarray(0, 8);
  return timingSafeEqual(bytes.subarray(8), seal(state, scope, place)) ? Number(place.readBigUInt64BE()) : undefined;
}

function seal(state: State, scope: TokenScope, place: Buffer): Buffer {
  const mac = createHmac('sha256', pageKey(state));
  return mac.update(JSON.stringify(scope)).update('\n').update(place).digest().subarray(0, SEAL_BYTES);
}

/** The state's own key, so that a token outlives a restart. */
function pageKey(state: State): string {
  const known = state.get('secrets', 'pages');
  if (known) return known.key;
  const key = randomBytes(32).toString('base64url');
  // Whoever answers with a token waits for the state to settle, and hears there of a disk that can't be written.
  state.change((draft) => draft.put('secrets', 'pages', { key })).catch(() => undefined);
  return key;
}
