import { randomUUID } from 'node:crypto';
import { extname, join } from 'node:path';
import { type FileSystem, realFileSystem, systemCode } from './file-system';

/** Files being written begin with this. Whoever lists a folder leaves them out. */
export const TEMPORARY_PREFIX = '.parley-tmp-';

// Process ids come round again (in a container quickly), so a process also marks its files with a name of its own.
const incarnation = randomUUID().slice(0, 8);
let made = 0;

/** A name for a file on its way to `finalName`. Keeps the extension: some tools go by it. */
export function temporaryName(finalName: string): string {
  made += 1;
  return `${TEMPORARY_PREFIX}${process.pid}-${incarnation}-${made}${extname(finalName)}`;
}

/** Removes what processes that are no longer there left half-written in a folder; a living one's files stay. */
export async function clearLeftovers(folder: string, fs: FileSystem = realFileSystem): Promise<void> {
  const names = await fs.readdir(folder);
  await Promise.all(names.filter(isLeftover).map((name) => fs.rm(join(folder, name), { force: true, recursive: true })));
}

function isLeftover(name: string): boolean {
  const match = /^\.parley-tmp-(\d+)-([0-9a-f]+)-/.exec(name);
  if (!match) return false;
  const pid = Number(match[1]);
  return pid === process.pid ? match[2] !== incarnation : !isRunning(pid);
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return systemCode(error) === 'EPERM'; // it runs, as another user
  }
}
