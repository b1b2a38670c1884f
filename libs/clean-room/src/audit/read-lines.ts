import { createReadStream } from 'node:fs';
import { systemCode } from '@parley/object-store';

export interface Line {
  text: string;
  /** Where it begins, in bytes. */
  offset: number;
  /** False for a last line without line feed: a crash cut its writing short. */
  whole: boolean;
}

/** The lines of a file, one after the other; none if there is no file. */
export async function* readLines(file: string): AsyncGenerator<Line> {
  let rest = Buffer.alloc(0);
  let offset = 0;
  try {
    for await (const chunk of createReadStream(file)) {
      rest = Buffer.concat([rest, chunk as Buffer]);
      for (let end = rest.indexOf(10); end !== -1; end = rest.indexOf(10)) {
        yield { text: rest.toString('utf8', 0, end), offset, whole: true };
        offset += end + 1;
        rest = rest.subarray(end + 1);
      }
    }
  } catch (error) {
    if (systemCode(error) !== 'ENOENT') throw error;
  }
  if (rest.length > 0) yield { text: rest.toString('utf8'), offset, whole: false };
}
