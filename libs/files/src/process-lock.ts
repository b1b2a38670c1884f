import { DuckDBInstance } from '@duckdb/node-api';
import type { ParleyError } from '@parley/errors';
import { existsSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { fileError } from './errors';
import { realFileSystem, systemCode } from './file-system';
import { temporaryName } from './temporary-name';

/** Held until released, or until its process ends in whatever way. */
export interface ProcessLock {
  release(): void;
}

/** The kernel's lock is a process's as a whole, so within this one it is counted here. */
const held = new Set<string>();

/**
 * Takes a lock for this process; throws `inUse(process id of the holder)` while someone holds it. A file with a process
 * id in it cannot be taken over safely once its process is killed: two may try at once. A kernel's file lock can, for it ends
 * with its process. Node has no call for one, but DuckDB takes it on every database it opens: `file` is an empty database. It
 * stays when the lock is released; removing it would let two processes lock two files of one name.
 */
export async function takeLock(file: string, inUse: (holder: number | undefined, cause?: unknown) => ParleyError): Promise<ProcessLock> {
  const path = resolve(file);
  if (held.has(path)) throw inUse(process.pid);
  held.add(path);
  try {
    await makeLockFile(path);
    const database = await DuckDBInstance.create(path, { threads: '1' });
    const release = (): void => {
      database.closeSync();
      held.delete(path);
    };
    return { release };
  } catch (error) {
    held.delete(path);
    const words = String(error);
    if (words.includes('Could not set lock')) throw inUse(holderIn(words), error);
    throw fileError(path, error);
  }
}

/** DuckDB killed while it makes a database leaves one that it can't open again; so it is made aside, and linked whole. */
async function makeLockFile(path: string): Promise<void> {
  const folder = dirname(path);
  const temporary = join(folder, temporaryName(basename(path)));
  await realFileSystem.mkdir(folder, { recursive: true });
  if (existsSync(path)) return;
  try {
    (await DuckDBInstance.create(temporary, { threads: '1' })).closeSync();
    await realFileSystem.link(temporary, path);
  } catch (error) {
    if (systemCode(error) !== 'EEXIST') throw error; // of many processes that make it, the first one's stands
  } finally {
    await realFileSystem.rm(temporary, { force: true });
  }
}

function holderIn(words: string): number | undefined {
  const pid = /\(PID (\d+)\)/.exec(words)?.[1];
  return pid === undefined ? undefined : Number(pid);
}
