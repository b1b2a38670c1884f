import { DuckDBInstance } from '@duckdb/node-api';
import { mkdir } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { cleanRoomInUse } from '../errors';

export interface ProcessLock {
  release(): void;
}

/** The kernel's lock is a process's as a whole, so within this one it is counted here. */
const held = new Set<string>();

/**
 * Takes a lock for this process; throws CLEAN_ROOM_IN_USE while someone holds it. A file with a process id in it cannot
 * be taken over safely once its process is killed: two may try at once. A kernel's file lock can, for it ends with its
 * process. Node has no call for one, but DuckDB takes it on every database file it opens: `file` is an empty database.
 */
export async function takeLock(file: string): Promise<ProcessLock> {
  const path = resolve(file);
  if (held.has(path)) throw cleanRoomInUse(path);
  held.add(path);
  try {
    await mkdir(dirname(path), { recursive: true });
    const database = await DuckDBInstance.create(path, { threads: '1' });
    const release = () => {
      database.closeSync();
      held.delete(path);
    };
    return { release };
  } catch (error) {
    held.delete(path);
    if (String(error).includes('Could not set lock')) throw cleanRoomInUse(path, error);
    throw error;
  }
}
