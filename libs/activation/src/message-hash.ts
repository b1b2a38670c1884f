import { createHash } from 'node:crypto';

/** One hash of the idempotency key names the file, the Message-ID and the MIME boundary: the same message, the same bytes. */
export function messageHash(key: string): string {
  return createHash('sha256').update(key).digest('hex');
}
