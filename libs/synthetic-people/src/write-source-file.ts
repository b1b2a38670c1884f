import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { makeFileAtomically } from '@parley/files';
import type { SourceFile } from './source-file';

const CHUNK_LENGTH = 1 << 16;

export interface SyntheticPeople {
  directory: string;
  /** The files made, with paths below the folder; `lines` counts a CSV file's header. */
  files: { path: string; lines: number }[];
}

/** Writes files one after the other, each whole or not at all. */
export async function writeSourceFiles(directory: string, files: readonly SourceFile[]): Promise<SyntheticPeople> {
  const written = [];
  for (const file of files) written.push({ path: file.path, lines: await writeSourceFile(directory, file) });
  return { directory, files: written };
}

/** Writes the file below the folder, whole or not at all; a path that ends in `.gz` is compressed. Returns the number of lines. */
export async function writeSourceFile(directory: string, file: SourceFile): Promise<number> {
  let count = 0;
  await makeFileAtomically(join(directory, file.path), async (temporary) => {
    const chunks = Readable.from(inChunks(file.lines, (lines) => (count += lines)));
    const target = createWriteStream(temporary);
    await (file.path.endsWith('.gz') ? pipeline(chunks, createGzip({ level: 4 }), target) : pipeline(chunks, target));
  });
  return count;
}

/** Lines joined into pieces of some 64 KB: one write a line would be slow. */
function* inChunks(lines: Iterable<string>, counted: (lines: number) => void): Iterable<Buffer> {
  let chunk = '';
  let inChunk = 0;
  for (const line of lines) {
    chunk += `${line}\n`;
    inChunk++;
    if (chunk.length < CHUNK_LENGTH) continue;
    yield Buffer.from(chunk);
    counted(inChunk);
    chunk = '';
    inChunk = 0;
  }
  counted(inChunk);
  if (chunk) yield Buffer.from(chunk);
}
