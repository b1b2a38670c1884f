import { basename, dirname, join } from 'node:path';
import { fileError } from './errors';
import { type FileSystem, realFileSystem } from './file-system';
import { isLeftover, temporaryName } from './temporary-name';

/**
 * Lets `make` write a file under a temporary name beside `path`, then brings it to disk and renames it: a reader sees
 * the old file or the whole new one, also after a power cut. If anything fails, nothing is left behind. First clears
 * away what a killed process left in the same folder.
 */
export async function makeFileAtomically<T>(
  path: string,
  make: (temporary: string) => Promise<T>,
  fs: FileSystem = realFileSystem,
): Promise<T> {
  const folder = dirname(path);
  const temporary = join(folder, temporaryName(basename(path)));
  try {
    await fs.mkdir(folder, { recursive: true });
    await clearLeftovers(folder, fs);
    const made = await make(temporary);
    await sync(temporary, fs);
    await fs.rename(temporary, path);
    await sync(folder, fs);
    return made;
  } catch (error) {
    // A failed clean-up must not hide why it failed; the next write here tries again.
    await fs.rm(temporary, { force: true, recursive: true }).catch(() => undefined);
    throw fileError(path, error);
  }
}

/** `makeFileAtomically` for bytes that are at hand. */
export async function writeFileAtomically(path: string, body: Buffer | string, fs: FileSystem = realFileSystem): Promise<void> {
  await makeFileAtomically(path, (temporary) => write(temporary, body, fs), fs);
}

/** Brings a file, or the names in a folder, to disk. */
export async function sync(path: string, fs: FileSystem = realFileSystem): Promise<void> {
  const handle = await fs.open(path, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function write(path: string, body: Buffer | string, fs: FileSystem): Promise<void> {
  const handle = await fs.open(path, 'wx');
  try {
    await handle.writeFile(body);
  } finally {
    await handle.close();
  }
}

async function clearLeftovers(folder: string, fs: FileSystem): Promise<void> {
  const names = await fs.readdir(folder);
  await Promise.all(names.filter(isLeftover).map((name) => fs.rm(join(folder, name), { force: true, recursive: true })));
}
