import { createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { makeFileAtomically } from '@parley/files';
import { ZipFile } from 'yazl';
import type { KitFile } from './kit-files';

/** Zip's first day: a file's time would make each kit different bytes. */
const NO_TIME = new Date(1980, 0, 1);

/** Packs files into a zip, whole or not at all. The same files make the same bytes. */
export async function writeKit(path: string, files: readonly KitFile[]): Promise<void> {
  const zip = new ZipFile();
  for (const { path: name, bytes, runs } of files) {
    zip.addBuffer(Buffer.from(bytes), name, { mtime: NO_TIME, mode: runs ? 0o100755 : 0o100644, forceDosTimestamp: true });
  }
  zip.end();
  await makeFileAtomically(path, (temporary) => pipeline(zip.outputStream, createWriteStream(temporary)));
}
