import { readFileSync } from 'node:fs';
import { link, mkdir, readFile, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { randomUUID } from 'node:crypto';
import { systemCode, writeFileAtomically } from '@parley/object-store';
import { cleanRoomInUse } from '../errors';

export interface ProcessLock {
  release(): Promise<void>;
}

interface Holder {
  pid: number;
  /** When the process started, where the system tells: process ids come round again. */
  started?: string;
}

/**
 * Takes a lock file for this process. A lock whose process is gone is taken over. Throws CLEAN_ROOM_IN_USE while its
 * process runs, also if it is this one.
 */
export async function takeLock(file: string): Promise<ProcessLock> {
  const mine = JSON.stringify({ pid: process.pid, started: startOf(process.pid) } satisfies Holder);
  const draft = `${file}.${randomUUID()}`;
  await mkdir(dirname(file), { recursive: true });
  await writeFileAtomically(draft, mine);
  try {
    // A link appears with its content, or not at all.
    while (!(await linked(draft, file))) await removeStale(file);
  } finally {
    await rm(draft, { force: true });
  }
  return { release: () => rm(file, { force: true }) };
}

async function linked(draft: string, file: string): Promise<boolean> {
  try {
    await link(draft, file);
    return true;
  } catch (error) {
    if (systemCode(error) === 'EEXIST') return false;
    throw error;
  }
}

async function removeStale(file: string): Promise<void> {
  const text = await readFile(file, 'utf8').catch(undefinedIfMissing);
  if (text === undefined) return; // released meanwhile
  const holder = JSON.parse(text) as Holder;
  if (isAlive(holder)) throw cleanRoomInUse(file, holder.pid);
  const aside = `${file}.stale-${randomUUID()}`;
  await rename(file, aside).catch(undefinedIfMissing);
  // Another process may have taken over between reading and renaming: then its lock goes back.
  const taken = await readFile(aside, 'utf8').catch(undefinedIfMissing);
  if (taken !== undefined && taken !== text) await linked(aside, file);
  await rm(aside, { force: true });
}

function isAlive({ pid, started }: Holder): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (systemCode(error) === 'ESRCH') return false;
  }
  return started === undefined || startOf(pid) === undefined || startOf(pid) === started;
}

/** Field 22 of /proc/PID/stat (Linux): clock ticks since boot; undefined on other systems. */
function startOf(pid: number): string | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19];
  } catch {
    return undefined;
  }
}

function undefinedIfMissing(error: unknown): undefined {
  if (systemCode(error) !== 'ENOENT') throw error;
}
