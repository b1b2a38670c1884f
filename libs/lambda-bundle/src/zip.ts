import { createHash } from 'node:crypto';
import { createWriteStream, existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { makeFileAtomically } from '@parley/files';
import { ZipFile } from 'yazl';
import { cacheFolder } from './workspace';

export interface ZipEntry {
  path: string;
  bytes: Buffer;
}

/** Zip's first day: a file's time would make each zip different bytes. */
const NO_TIME = new Date(1980, 0, 1);

/** A zip of these files, named for what is in it. The same files make the same bytes, and are zipped once. */
export async function zipOf(name: string, entries: readonly ZipEntry[]): Promise<string> {
  const sorted = entries.toSorted((a, b) => (a.path < b.path ? -1 : 1));
  const path = join(cacheFolder(), `${name}-${digest(sorted)}.zip`);
  if (existsSync(path)) return path;
  const zip = new ZipFile();
  for (const entry of sorted) zip.addBuffer(entry.bytes, entry.path, { mtime: NO_TIME, mode: 0o100644, forceDosTimestamp: true });
  zip.end();
  await mkdir(cacheFolder(), { recursive: true });
  await makeFileAtomically(path, (temporary) => pipeline(zip.outputStream, createWriteStream(temporary)));
  return path;
}

function digest(entries: readonly ZipEntry[]): string {
  const hash = createHash('sha256');
  for (const { path, bytes } of entries) hash.update(path).update('\0').update(String(bytes.length)).update('\0').update(bytes);
  return hash.digest('hex').slice(0, 16);
}
