import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { systemCode, writeFileAtomically } from '@parley/files';

/** Reads a key of the run, or makes it: 32 random bytes, readable by this user alone. */
export async function loadOrMakeKey(path: string): Promise<Buffer> {
  try {
    return Buffer.from((await readFile(path, 'utf8')).trim(), 'hex');
  } catch (error) {
    if (systemCode(error) !== 'ENOENT') throw error;
  }
  const key = randomBytes(32);
  await writeFileAtomically(path, `${key.toString('hex')}\n`, { mode: 0o600 });
  return key;
}
