import type { Span } from '@parley/analysis-rules';
import type { Terminal } from '../terminal';

/** Longer places are cut in the middle. */
const MOST_LINES = 6;
const TAB = 8;

/** The lines of the SQL that a place covers, each with marks under what is meant, as it stands on a terminal. */
export function underlined(sql: string, { start, end }: Span, colour: Terminal['colour']): string[] {
  const covered = linesOf(sql).filter((line) => line.start <= Math.max(start, end - 1) && start <= line.end);
  const width = String(covered.at(-1)?.number ?? 1).length;
  const shown = covered.map(({ number, text, start: from }) => {
    const before = text.slice(0, Math.max(0, start - from));
    // In a line that a place runs through, the indent is not meant.
    const meant = text.slice(before.length, Math.max(before.length, end - from));
    const indent = from > start ? (/^\s*/.exec(meant)?.[0] ?? '') : '';
    const [left, right] = [onScreen(before + indent), onScreen(before + meant)];
    const marks = '^'.repeat(Math.max(1, columns(right) - columns(left)));
    return [`  ${String(number).padStart(width)} | ${onScreen(text)}`, `  ${' '.repeat(width)} | ${' '.repeat(columns(left))}${colour.red(marks)}`];
  });
  if (shown.length <= MOST_LINES) return shown.flat();
  const half = MOST_LINES / 2;
  return [...shown.slice(0, half), [`  ${' '.repeat(width)} | … ${shown.length - MOST_LINES} more lines …`], ...shown.slice(-half)].flat();
}

interface Line {
  number: number;
  text: string;
  /** Offsets of the text in the whole; a carriage return before the line feed is not part of it. */
  start: number;
  end: number;
}

function linesOf(sql: string): Line[] {
  let start = 0;
  return sql.split('\n').map((whole, index) => {
    const text = whole.endsWith('\r') ? whole.slice(0, -1) : whole;
    const line = { number: index + 1, text, start, end: start + whole.length };
    start += whole.length + 1;
    return line;
  });
}

/** Tabs as blanks, and nothing that a terminal would obey or hide: marks must stand under what they mean. */
function onScreen(text: string): string {
  let line = '';
  for (const character of text) {
    if (character === '\t') line += ' '.repeat(TAB - (columns(line) % TAB));
    else line += /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u.test(character) ? '·' : character;
  }
  return line;
}

/** How many columns a text takes: combining marks none, CJK and emoji two. */
function columns(text: string): number {
  let width = 0;
  for (const character of text) width += /\p{M}/u.test(character) ? 0 : WIDE.test(character) ? 2 : 1;
  return width;
}

const WIDE = /[\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}\p{Emoji_Presentation}\u3000-\u303e\uff01-\uff60\uffe0-\uffe6]/u;
