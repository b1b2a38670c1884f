import { createHash } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { tooLarge } from './errors';

/** The largest lawful request is a query text of 500,000 characters, each of which JSON may write as six. */
export const MOST_BODY_BYTES = 4 * 1024 ** 2;
/** Of another service: a Lambda function's zip of 50 MB in base64. S3's bodies stream. */
export const MOST_UPSTREAM_BYTES = 70 * 1024 ** 2;

/**
 * The whole body of a request.
 * @throws ServerError RequestEntityTooLargeException; what is left of the body is then read and dropped, so that the answer arrives
 */
export async function readBody(request: IncomingMessage, most = MOST_BODY_BYTES): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > most) break;
    chunks.push(chunk);
  }
  if (size <= most) return Buffer.concat(chunks);
  request.resume();
  throw tooLarge(most);
}

export function sha256(body: Uint8Array): string {
  return createHash('sha256').update(body).digest('hex');
}
