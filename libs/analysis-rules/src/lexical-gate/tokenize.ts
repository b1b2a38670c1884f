import type { Findings } from '../refusals';
import type { SpanFinder } from '../sql/spans';
import type { Token, TokenKind } from './token';

/** The tokens, and the text for DuckDB: same length, comments blanked, backticks turned into double quotes. */
export interface Tokens {
  tokens: Token[];
  text: string;
}

const PATTERNS: readonly [TokenKind | 'space' | 'line-comment' | 'block-comment', RegExp][] = [
  ['space', /[ \t\r\n]+/y],
  ['line-comment', /--[^\r\n]*/y],
  ['block-comment', /\/\*/y],
  ['string', /'[^']*'/y],
  ['quoted', /`[^`]*`/y],
  ['number', /(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?/y],
  ['word', /[A-Za-z_][A-Za-z0-9_]*/y],
  ['operator', /[+\-*/<>=~!@#%^&|?:]+/y],
  ['punctuation', /[(),.;]/y],
];

/** Cuts the text into tokens; what no token can hold is refused and ends the cutting. */
export function tokenize(sql: string, spans: SpanFinder, findings: Findings): Tokens {
  const tokens: Token[] = [];
  const text = [...Array(sql.length).keys()].map((index) => sql.charAt(index));
  let at = 0;
  while (at < sql.length) {
    const [kind, end] = next(sql, at);
    if (end === undefined) {
      refuseCharacter(sql, at, spans, findings);
      break;
    }
    const raw = sql.slice(at, end);
    if (kind === 'line-comment' || kind === 'block-comment') {
      if (kind === 'block-comment') checkComment(raw, at, spans, findings);
      text.fill(' ', at, end);
    } else if (kind === 'quoted') {
      if (!/^`[A-Za-z0-9_][A-Za-z0-9_ -]*`$/.test(raw)) findings.add('SQL_BACKTICK', { span: spans.between(at, end) });
      text[at] = text[end - 1] = '"';
    }
    if (kind !== 'space' && kind !== 'line-comment' && kind !== 'block-comment') {
      const name = kind === 'quoted' ? raw.slice(1, -1) : raw;
      tokens.push({ kind, text: name, lower: name.toLowerCase(), start: at, end });
    }
    at = end;
  }
  return { tokens, text: text.join('') };
}

function next(sql: string, at: number): [kind: (typeof PATTERNS)[number][0], end: number | undefined] {
  for (const [kind, pattern] of PATTERNS) {
    pattern.lastIndex = at;
    const match = pattern.exec(sql);
    if (!match) continue;
    if (kind === 'block-comment') return [kind, closeOf(sql, at)];
    if (kind === 'operator') return [kind, at + operatorLength(match[0])];
    return [kind, at + match[0].length];
  }
  return ['space', undefined];
}

/** The end of a comment with all that is nested in it; an unclosed one reaches to the end of the text. */
function closeOf(sql: string, at: number): number {
  let depth = 0;
  for (const mark of sql.slice(at).matchAll(/\/\*|\*\//g)) {
    depth += mark[0] === '/*' ? 1 : -1;
    if (depth === 0) return at + mark.index + 2;
  }
  return sql.length;
}

/** An operator ends where a comment starts. */
function operatorLength(run: string): number {
  const comment = run.slice(1).search(/--|\/\*/);
  return comment === -1 ? run.length : comment + 1;
}

function checkComment(comment: string, at: number, spans: SpanFinder, findings: Findings): void {
  const span = spans.between(at, at + comment.length);
  if (comment.startsWith('/*+')) findings.add('SQL_HINT', { span });
  if (!comment.endsWith('*/') || comment.length < 4 || comment.slice(2).includes('/*')) findings.add('SQL_COMMENT', { span });
}

function refuseCharacter(sql: string, at: number, spans: SpanFinder, findings: Findings): void {
  const character = String.fromCodePoint(sql.codePointAt(at) ?? 0);
  const span = spans.between(at, at + character.length);
  if (character === "'" || character === '`') findings.add('SQL_LITERAL_OPEN', { span });
  else if (character === '"') findings.add('SQL_DOUBLE_QUOTE', { span });
  else findings.add('SQL_CHARACTER', { span, name: nameOf(character) });
}

function nameOf(character: string): string {
  if (/[\x21-\x7e]/.test(character)) return character;
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
}
