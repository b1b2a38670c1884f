import type { Span } from '../request';
import type { SpanFinder } from './spans';

const ENDS: ReadonlySet<string> = new Set(['join', 'inner', 'left', 'right', 'full', 'cross', 'natural', 'where', 'group', 'having', 'order', 'limit', 'offset']);

/**
 * The first NOT within a clause of a query without subqueries. DuckDB's parser turns NOT a > b round to a <= b, so the
 * tree no longer shows it; ON and HAVING know no NOT.
 */
export function notWithin(clause: 'on' | 'having', spans: SpanFinder): Span | undefined {
  const { tokens } = spans;
  let inside = false;
  for (const [index, token] of tokens.entries()) {
    if (token.kind !== 'word' || tokens[index - 1]?.text === '.') continue;
    if (inside && token.lower === 'not') return spans.between(token.start, token.end);
    if (token.lower === clause) inside = true;
    else if (ENDS.has(token.lower)) inside = false;
  }
  return undefined;
}
