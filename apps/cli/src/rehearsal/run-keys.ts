import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { UnsubscribeKeys } from '@parley/activation';
import { systemCode, writeFileAtomically } from '@parley/files';

/** Reads a key of the run, or makes it: 32 random bytes, readable by this user alone. */
export async function loadOrMakeKey(path: string): Promise<Buffer> {
  return Buffer.from((await loadOrMake(path)).trim(), 'hex');
}

/** The same for the keys of unsubscribe tokens: the file's form is the secret's on AWS, so that they are rotated alike. */
export async function loadOrMakeUnsubscribeKeys(path: string): Promise<UnsubscribeKeys> {
  return UnsubscribeKeys.parse(await loadOrMake(path), path);
}

async function loadOrMake(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (systemCode(error) !== 'ENOENT') throw error;
  }
  const text = `${randomBytes(32).toString('hex')}\n`;
  await writeFileAtomically(path, text, { mode: 0o600 });
  return text;
}
