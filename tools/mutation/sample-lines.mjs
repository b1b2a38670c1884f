import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Lines that hold nothing to mutate. */
const EMPTY = /^\s*(?:$|\/\/|\/?\*|import\b|export \*|\}|\]|\))/;

/**
 * A random sample of a library's source lines, as Stryker's ranges `path:line-line`: the same seed gives the same lines. What
 * spans several lines, such as a whole block taken out, is then not mutated, so the score is of expressions alone.
 */
export function sampleLines(source, count, seed) {
  const lines = readdirSync(source, { recursive: true })
    .map(String)
    .filter((path) => path.endsWith('.ts') && !path.endsWith('.test.ts') && !path.startsWith('cases'))
    .sort()
    .flatMap((path) => linesOf(join(source, path)).map((line) => `${path}:${line}-${line}`));
  const random = mulberry32(seed);
  return Array.from({ length: Math.min(count, lines.length) }, () => lines.splice(Math.floor(random() * lines.length), 1)[0]);
}

function linesOf(file) {
  return readFileSync(file, 'utf8')
    .split('\n')
    .flatMap((text, index) => (EMPTY.test(text) ? [] : [index + 1]));
}

/** Public domain, by Tommy Ettinger. */
function mulberry32(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
