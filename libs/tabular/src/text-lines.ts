import { ProblemList } from './problem-list';
import { checkedText, textBytes } from './text-bytes';

export interface TextLine {
  /** From 1. */
  line: number;
  /** Without its line end. */
  text: string;
}

/**
 * The lines of a text file (UTF-8 with or without BOM, plain or gzip) as a stream; a last line without a line end
 * counts. A missing file throws at once; bytes that aren't UTF-8 are gathered, and thrown as an `inputError` after the
 * last line.
 *
 * @param source a path, or a stream with the name it has in messages
 */
export async function* textLines(source: string | { name: string; chunks: AsyncIterable<Buffer> }): AsyncGenerator<TextLine, void, undefined> {
  const problems = new ProblemList(typeof source === 'string' ? source : source.name);
  const bytes = typeof source === 'string' ? textBytes(source, problems) : checkedText(source.chunks, problems);
  yield* linesOf(bytes);
  problems.throwIfAny('TEXT_INVALID');
}

async function* linesOf(chunks: AsyncIterable<Buffer>): AsyncGenerator<TextLine, void, undefined> {
  const decoder = new TextDecoder();
  let line = 0;
  let rest = '';
  for await (const chunk of chunks) {
    const lines = (rest + decoder.decode(chunk, { stream: true })).split('\n');
    rest = lines.pop() ?? '';
    for (const text of lines) yield { line: (line += 1), text: text.endsWith('\r') ? text.slice(0, -1) : text };
  }
  rest += decoder.decode();
  if (rest !== '') yield { line: line + 1, text: rest };
}
