import type { Findings } from '../refusals';
import type { SpanFinder } from '../sql/spans';
import { checkTokens } from './check-tokens';
import type { Token } from './token';
import { tokenize } from './tokenize';

/** Length of a query text in the API (`ProtectedQuerySQLParameters.queryString`, model 2022-02-17). */
const MAX_LENGTH = 90_000;
const MAX_TOKENS = 5_000;
/** Tokens that make the tree deeper: parentheses, NOT, operators. Trees are walked by recursion. */
const MAX_NESTING = 500;

/** Code points that are invisible, or make a text look like another one: control, soft hyphen, zero width, direction, surrogates. */
const INVISIBLE: readonly (readonly [from: number, to: number])[] = [
  [0x00, 0x08], [0x0b, 0x0c], [0x0e, 0x1f], [0x7f, 0x9f], [0xad, 0xad], [0x200b, 0x200f], [0x2028, 0x202e],
  [0x2060, 0x2069], [0xd800, 0xdfff], [0xfeff, 0xfeff],
];

/**
 * Lets pass only text that Spark and DuckDB cut into the same tokens. Gives the text for DuckDB (comments blanked,
 * backticks as double quotes, a template's :name as $name, same length), or `undefined` after adding refusals.
 */
export function passGate(spans: SpanFinder, findings: Findings, parameters?: ReadonlySet<string>): string | undefined {
  const { sql } = spans;
  if (sql.length > MAX_LENGTH) {
    findings.add('SQL_TOO_LONG', { limit: MAX_LENGTH });
    return undefined;
  }
  checkCharacters(spans, findings);
  const { tokens, text } = tokenize(sql, spans, findings);
  spans.useTokens(tokens);
  checkSize(tokens, findings);
  checkStart(tokens, spans, findings);
  checkTokens({ tokens, sql, spans, findings, parameters });
  if (!findings.none) return undefined;
  const bound = [...tokens].reduce((before, token) => (endsInColon(token) ? `${before.slice(0, token.end - 1)}$${before.slice(token.end)}` : before), text);
  const last = tokens.at(-1);
  return last?.text === ';' ? bound.slice(0, last.start) + ' ' + bound.slice(last.end) : bound;
}

/** What `checkTokens` let pass with a colon at its end starts a declared parameter. */
function endsInColon({ kind, text }: Token): boolean {
  return kind === 'operator' && text.endsWith(':');
}

function checkCharacters(spans: SpanFinder, findings: Findings): void {
  let at = 0;
  for (const character of spans.sql) {
    const point = character.codePointAt(0) ?? 0;
    const span = () => spans.between(at, at + character.length);
    if (character === '\\') findings.add('SQL_BACKSLASH', { span: span() });
    else if (INVISIBLE.some(([from, to]) => from <= point && point <= to)) {
      findings.add('SQL_CHARACTER', { span: span(), name: `U+${point.toString(16).toUpperCase().padStart(4, '0')}` });
    }
    at += character.length;
  }
}

function checkSize(tokens: readonly Token[], findings: Findings): void {
  if (tokens.length > MAX_TOKENS) findings.add('SQL_TOO_COMPLEX', { limit: MAX_TOKENS, what: 'words and signs' });
  const nesting = tokens.filter((token) => token.text === '(' || token.lower === 'not' || /^[-+*/|]/.test(token.text)).length;
  if (nesting > MAX_NESTING) findings.add('SQL_TOO_COMPLEX', { limit: MAX_NESTING, what: 'parentheses and operators' });
}

function checkStart(tokens: readonly Token[], spans: SpanFinder, findings: Findings): void {
  const first = tokens[0];
  if (!first) {
    if (findings.none) findings.add('SQL_EMPTY');
  } else if (first.kind !== 'word' || (first.lower !== 'select' && first.lower !== 'with')) {
    findings.add('SQL_NOT_SELECT', { span: spans.between(first.start, first.end), name: first.text.toUpperCase() });
  }
}
