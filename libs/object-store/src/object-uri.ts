import { TEMPORARY_PREFIX } from '@parley/files';
import { badUri } from './errors';

/** The parts of `s3://bucket/key`. */
export interface ObjectUri {
  bucket: string;
  key: string;
}

const BUCKET = /^[a-z0-9][a-z0-9.-]{1,62}$/;
const MAX_KEY_BYTES = 1024;

/** Reads `s3://bucket/key`. Throws OBJECT_URI_INVALID for a key that could leave the bucket's folder. */
export function parseObjectUri(uri: string): ObjectUri {
  const { bucket, key } = splitUri(uri);
  if (key === '') throw badUri(uri, 'it has no key');
  for (const segment of key.split('/')) checkSegment(uri, segment);
  return { bucket, key };
}

/** Reads a prefix to list: a bucket, and a key that may be empty or end anywhere, also in the middle of a name. */
export function parsePrefix(uri: string): ObjectUri {
  const { bucket, key } = splitUri(uri);
  const segments = key.split('/');
  const last = segments.pop() ?? '';
  for (const segment of segments) checkSegment(uri, segment);
  if (last === '..') throw badUri(uri, 'it climbs out of the bucket');
  return { bucket, key };
}

export function objectUri({ bucket, key }: ObjectUri): string {
  return `s3://${bucket}/${key}`;
}

function splitUri(uri: string): ObjectUri {
  const match = /^s3:\/\/([^/]*)(?:\/(.*))?$/s.exec(uri);
  if (!match) throw badUri(uri, 'it does not begin with s3://');
  const [, bucket = '', key = ''] = match;
  if (!BUCKET.test(bucket)) throw badUri(uri, 'a bucket name has 2 to 63 of a-z, 0-9, "." and "-"');
  if (Buffer.byteLength(key) > MAX_KEY_BYTES) throw badUri(uri, `the key is longer than ${MAX_KEY_BYTES} bytes`);
  // A folder store must mean the same on every system, and a control character in a name helps nobody.
  if (/[\\\p{Cc}]/u.test(key)) throw badUri(uri, 'the key holds a backslash or a control character');
  return { bucket, key };
}

function checkSegment(uri: string, segment: string): void {
  if (segment === '') throw badUri(uri, 'a part of its key is empty');
  if (segment === '.' || segment === '..') throw badUri(uri, 'it climbs out of the bucket');
  if (segment.startsWith(TEMPORARY_PREFIX)) throw badUri(uri, `names that begin with ${TEMPORARY_PREFIX} are kept for files being written`);
}
