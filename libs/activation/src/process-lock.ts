import { link, mkdir, readFile, unlink, writeFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { activationErrors } from './errors';

const MAX_RECOVERY_DEPTH = 3;
const heldHere = new Set<string>();

/**
 * A lock file that holds its owner's process id. The lock of a process that died is recovered; a living one's is refused.
 * A stale lock is removed only under a second lock, so that two processes that see it never both win.
 * @returns a function that gives the lock back.
 */
export async function acquireProcessLock(path: string, depth = 0): Promise<() => Promise<void>> {
  const lock = resolve(path);
  await mkdir(dirname(lock), { recursive: true });
  for (;;) {
    if (await tryLink(lock)) return release(lock);
    const holder = await readHolder(lock);
    if (holder === undefined) continue;
    if (isAlive(holder, lock) || depth === MAX_RECOVERY_DEPTH) throw activationErrors.ledgerBusy(lock, holder);
    const giveBack = await acquireProcessLock(`${lock}.recover`, depth + 1);
    try {
      if ((await readHolder(lock)) === holder) await unlink(lock);
    } finally {
      await giveBack();
    }
  }
}

/** Linking a finished file is atomic: nobody ever reads a lock without its process id. */
async function tryLink(lock: string): Promise<boolean> {
  const own = `${lock}.${process.pid}`;
  await writeFile(own, String(process.pid));
  try {
    await link(own, lock);
    heldHere.add(lock);
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    throw error;
  } finally {
    await unlink(own);
  }
}

function release(lock: string): () => Promise<void> {
  return async () => {
    if (!heldHere.delete(lock)) return;
    await unlink(lock);
  };
}

async function readHolder(lock: string): Promise<number | undefined> {
  try {
    return Number(await readFile(lock, 'utf8'));
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw error;
  }
}

/** A lock with our own id that we don't hold is left by an earlier process: in a container every run may be process 1. */
function isAlive(pid: number, lock: string): boolean {
  if (pid === process.pid) return heldHere.has(lock);
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return codeOf(error) === 'EPERM';
  }
}

function codeOf(error: unknown): unknown {
  return typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
}
