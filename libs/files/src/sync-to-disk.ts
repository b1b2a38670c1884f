import { type FileSystem, realFileSystem } from './file-system';

/** Brings a file's bytes, or a folder's list of names, to disk: what this returned from outlives a power cut. */
export async function syncToDisk(path: string, fs: FileSystem = realFileSystem): Promise<void> {
  const handle = await fs.open(path, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
