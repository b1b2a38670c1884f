import { rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileError } from './errors';
import { type FileSystem, realFileSystem } from './file-system';
import { syncToDisk } from './sync-to-disk';
import { clearLeftovers, temporaryName } from './temporary-name';

/**
 * Lets `make` write a file (or a folder) under a temporary name beside `path`, then brings it to disk and renames it: a
 * reader sees the old file or the whole new one, also after a power cut. Makes the folder if it is absent, and clears
 * away what a killed process left in it.
 *
 * If anything fails, what lay at `path` stays as it was and nothing else is left. Errors of the file system are those of
 * `fileError`, such as DISK_FULL; what `make` throws for reasons of its own passes unchanged.
 */
export async function makeFileAtomically<T>(
  path: string,
  make: (temporary: string) => Promise<T>,
  fs: FileSystem = realFileSystem,
): Promise<T> {
  const makeSynced = async (temporary: string): Promise<T> => {
    const made = await make(temporary);
    await syncToDisk(temporary, fs);
    return made;
  };
  return inFolder(path, fs, () => renamedIntoPlace(path, makeSynced, fs));
}

/** `makeFileAtomically` for bytes that are at hand. `mode`: the file's permissions, as far as the umask lets them. */
export async function writeFileAtomically(
  path: string,
  body: Buffer | string,
  { fs = realFileSystem, mode }: { fs?: FileSystem; mode?: number } = {},
): Promise<void> {
  await inFolder(path, fs, () => renamedIntoPlace(path, (temporary) => writeSynced(temporary, body, fs, mode), fs));
}

/**
 * Writes files into one folder that exists, at the same time, each whole or not at all, and the folder's names to disk
 * once for all of them. When this throws, nothing is under way any more. It does not look for leftovers, which takes a
 * listing of the folder: call `clearLeftovers` once before the first batch.
 */
export async function writeFilesAtomically(
  folder: string,
  files: readonly { name: string; body: Buffer | string }[],
  fs: FileSystem = realFileSystem,
): Promise<void> {
  const failures: unknown[] = [];
  const write = async ({ name, body }: (typeof files)[number]): Promise<void> => {
    const path = join(folder, name);
    const written = renamedIntoPlace(path, (temporary) => writeSynced(temporary, body, fs), fs);
    await written.catch((error: unknown) => failures.push(fileError(path, error)));
  };
  await Promise.all(files.map(write));
  if (failures.length > 0) throw failures[0];
  try {
    await syncToDisk(folder, fs);
  } catch (error) {
    throw fileError(folder, error);
  }
}

async function inFolder<T>(path: string, fs: FileSystem, write: () => Promise<T>): Promise<T> {
  const folder = dirname(path);
  try {
    await fs.mkdir(folder, { recursive: true });
    await clearLeftovers(folder, fs);
    const result = await write();
    await syncToDisk(folder, fs);
    return result;
  } catch (error) {
    throw fileError(path, error);
  }
}

const unfinished = new Set<string>();
let watchingExit = false;

async function renamedIntoPlace<T>(path: string, make: (temporary: string) => Promise<T>, fs: FileSystem): Promise<T> {
  const temporary = join(dirname(path), temporaryName(basename(path)));
  removeAtExit(temporary);
  try {
    const made = await make(temporary);
    await fs.rename(temporary, path);
    return made;
  } catch (error) {
    // A failed clean-up must not hide why it failed; the next write here tries again.
    await fs.rm(temporary, { force: true, recursive: true }).catch(() => undefined);
    throw error;
  } finally {
    unfinished.delete(temporary);
  }
}

/** Ctrl-C ends the process by `process.exit`: what was being written goes with it. */
function removeAtExit(temporary: string): void {
  unfinished.add(temporary);
  if (watchingExit) return;
  watchingExit = true;
  process.once('exit', () => unfinished.forEach((path) => rmSync(path, { force: true, recursive: true })));
}

async function writeSynced(path: string, body: Buffer | string, fs: FileSystem, mode?: number): Promise<void> {
  const handle = await fs.open(path, 'wx', mode);
  try {
    await handle.writeFile(body);
    await handle.sync();
  } finally {
    await handle.close();
  }
}
