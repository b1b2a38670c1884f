import { mkdir, open, readdir, rename, rm } from 'node:fs/promises';
import { rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { isParleyError } from '@parley/errors';
import { diskFull, writeFailed } from './errors';

/** The calls that put a finished file in place; a test may give others to simulate a full disk. */
export interface FileCalls {
  makeFolder(path: string): Promise<unknown>;
  /** Returns once the file's bytes are on the disk. */
  sync(path: string): Promise<void>;
  rename(from: string, to: string): Promise<void>;
}

export const realFileCalls: FileCalls = {
  makeFolder: (path) => mkdir(path, { recursive: true }),
  sync,
  rename,
};

const unfinished = new Set<string>();
let count = 0;

// Ctrl-C ends the process by `process.exit`: what was being written goes with it.
process.once('exit', () => unfinished.forEach((path) => rmSync(path, { force: true })));

/**
 * Writes a file whole or not at all. `make` writes to a temporary name in the same folder (made if absent); then the
 * bytes are synced and the file renamed. If anything fails, what lay at `path` stays as it was and the temporary
 * file is removed; a full disk is the fault `DISK_FULL`, another refusal of the file system `WRITE_FAILED`, and an
 * error that `make` throws for reasons of its own passes unchanged.
 */
export async function writeFileAtomically<T>(path: string, make: (temporary: string) => Promise<T>, calls: FileCalls = realFileCalls): Promise<T> {
  const folder = dirname(path);
  const temporary = join(folder, `.${basename(path)}.${process.pid}-${(count += 1)}.partial`);
  unfinished.add(temporary);
  try {
    await calls.makeFolder(folder);
    await removeAbandoned(path);
    const result = await make(temporary);
    await calls.sync(temporary);
    await calls.rename(temporary, path);
    await calls.sync(folder);
    return result;
  } catch (error) {
    throw explain(path, error);
  } finally {
    await rm(temporary, { force: true });
    unfinished.delete(temporary);
  }
}

async function sync(path: string): Promise<void> {
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** A killed process leaves its temporary file; the next writer of the same file removes it. */
async function removeAbandoned(path: string): Promise<void> {
  const folder = dirname(path);
  const prefix = `.${basename(path)}.`;
  for (const name of await readdir(folder)) {
    const pid = name.startsWith(prefix) ? /^(\d+)-\d+\.partial(?:\.spill)?$/.exec(name.slice(prefix.length))?.[1] : undefined;
    if (pid !== undefined && !isAlive(Number(pid))) await rm(join(folder, name), { recursive: true, force: true });
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ESRCH';
  }
}

const FULL = new Set(['ENOSPC', 'EDQUOT']);

function explain(path: string, error: unknown): unknown {
  if (isParleyError(error) || typeof error !== 'object' || error === null) return error;
  const { code = '', syscall, message = '' } = error as Partial<NodeJS.ErrnoException>;
  // DuckDB gives the operating system's words, not its code.
  if (FULL.has(code) || /No space left on device|Disk quota exceeded/.test(message)) return diskFull(path, error);
  return syscall === undefined ? error : writeFailed(path, error as NodeJS.ErrnoException);
}
