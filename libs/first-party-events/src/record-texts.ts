import { LONGEST_EVENT } from './envelope';
import { splitObjects } from './split-objects';

export interface RecordText {
  /** From 1: where the record stands. */
  line: number;
  /** Undefined for one that is longer than any event may be; its text is not held. */
  text: string | undefined;
}

/**
 * The records of a stream of JSON lines, where a line may also hold several objects, up to the whole file in one line.
 * No record spans lines, so that a broken one spoils its own line alone. Held in memory: a chunk and one record.
 */
export async function* recordTexts(chunks: AsyncIterable<Buffer>): AsyncGenerator<RecordText, void, undefined> {
  const decoder = new TextDecoder();
  const cutter = new Cutter();
  for await (const chunk of chunks) yield* cutter.take(decoder.decode(chunk, { stream: true }));
  yield* cutter.take(decoder.decode());
  yield* cutter.end();
}

class Cutter {
  private line = 1;
  private rest = '';
  /** A record that is too long was given up: what follows in its line is passed over. */
  private lost = false;

  *take(text: string): Generator<RecordText> {
    const lines = (this.rest + text).split('\n');
    this.rest = lines.pop() ?? '';
    for (const whole of lines) {
      if (!this.lost) yield* this.recordsOf(whole);
      this.lost = false;
      this.line += 1;
    }
    yield* this.shorten();
  }

  *end(): Generator<RecordText> {
    if (!this.lost) yield* this.recordsOf(this.rest);
  }

  /** A line of many objects is not waited for. */
  private *shorten(): Generator<RecordText> {
    if (this.lost) this.rest = '';
    if (this.rest.length <= LONGEST_EVENT) return;
    const { objects, rest } = splitObjects(this.rest);
    yield* this.each(objects);
    this.rest = rest;
    if (rest.length <= LONGEST_EVENT) return;
    this.rest = '';
    this.lost = true;
    yield { line: this.line, text: undefined };
  }

  private *recordsOf(whole: string): Generator<RecordText> {
    const text = whole.trim();
    if (text === '') return;
    if (!text.includes('}{') && !/\}\s+\{/.test(text)) return yield* this.each([text]);
    const { objects, rest } = splitObjects(text);
    yield* this.each(rest === '' ? objects : [...objects, rest]);
  }

  private *each(texts: readonly string[]): Generator<RecordText> {
    for (const text of texts) yield { line: this.line, text: text.length > LONGEST_EVENT ? undefined : text };
  }
}
