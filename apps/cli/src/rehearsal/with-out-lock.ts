import { takeLock } from '@parley/files';
import { createHash } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { outInUse } from './errors';

/**
 * Runs one rehearsal at a time in a folder: a second one could clear away what the first is writing. The lock lies outside
 * the folder, which may not be ours to write to.
 */
export async function withOutLock<T>(out: string, work: () => Promise<T>): Promise<T> {
  const name = createHash('sha256').update(out).digest('hex').slice(0, 32);
  const lock = await takeLock(join(tmpdir(), 'parley-locks', `${name}.duckdb`), (holder) => outInUse(out, holder));
  try {
    return await work();
  } finally {
    lock.release();
  }
}
