import { createReadStream, createWriteStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';
import type { Person } from '../person';
import { pruneDocument } from './json-value';

/** A line as it stays, and how many records went. Undefined: the line goes. */
export type EditLine = (value: unknown) => { value?: unknown; removed: number };

/** Writes JSON lines again (gzip if the name says so) with each edited; a line that is no JSON stays. Gives how many records went. */
export async function editJsonLines(from: string, to: string, gzip: boolean, edit: EditLine): Promise<number> {
  let removed = 0;
  const edited = async function* (): AsyncGenerator<string> {
    for await (const line of lines(from, gzip)) {
      const value = parse(line);
      if (value === undefined) {
        yield `${line}\n`;
        continue;
      }
      const after = edit(value);
      removed += after.removed;
      if (after.removed === 0) yield `${line}\n`;
      else if ('value' in after && !isEmptied(after.value)) yield `${JSON.stringify(after.value)}\n`;
    }
  };
  const file = createWriteStream(to);
  await (gzip ? pipeline(Readable.from(edited()), createGzip(), file) : pipeline(Readable.from(edited()), file));
  return removed;
}

/** Takes the person's records out of JSON lines. */
export function eraseJsonLines(from: string, to: string, gzip: boolean, person: Person): Promise<number> {
  return editJsonLines(from, to, gzip, (value) => pruneDocument(value, person));
}

/** The lines of a text file, gzip or plain. */
export async function* lines(path: string, gzip: boolean): AsyncGenerator<string> {
  const file = createReadStream(path);
  const input = gzip ? file.pipe(createGunzip()) : file;
  file.on('error', (error) => input.destroy(error)); // a pipe does not hand errors on
  for await (const line of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })) if (line !== '') yield line;
}

function parse(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

/** A change such as `{"put":[]}` that says nothing any more. */
function isEmptied(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  const members = Object.values(value);
  return members.length > 0 && members.every((member) => Array.isArray(member) && member.length === 0);
}
