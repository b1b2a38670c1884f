import { createReadStream } from 'node:fs';
import { systemCode } from './file-system';

/** A line of a file, without its line feed. */
export interface Line {
  text: string;
  /** Where it begins, in bytes. */
  offset: number;
  /** Where the next one begins. */
  end: number;
  /** False for a last line without line feed: a crash cut its writing short. */
  whole: boolean;
}

/** The lines of a file (UTF-8, LF), one after the other; none if there is no file. */
export async function* readLines(file: string): AsyncGenerator<Line> {
  let rest: Buffer = Buffer.alloc(0);
  let offset = 0;
  try {
    for await (const chunk of createReadStream(file)) {
      rest = Buffer.concat([rest, chunk as Buffer]);
      let start = 0;
      for (let feed = rest.indexOf(10); feed !== -1; feed = rest.indexOf(10, start)) {
        const end = offset + feed + 1 - start;
        yield { text: rest.toString('utf8', start, feed), offset, end, whole: true };
        offset = end;
        start = feed + 1;
      }
      rest = rest.subarray(start);
    }
  } catch (error) {
    if (systemCode(error) !== 'ENOENT') throw error;
  }
  if (rest.length > 0) yield { text: rest.toString('utf8'), offset, end: offset + rest.length, whole: false };
}
