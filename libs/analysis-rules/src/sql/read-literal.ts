import type { Span } from '../request';
import type { Literal, LiteralType } from './query';
import type { SpanFinder } from './spans';
import { flagIn, locationOf, nodeIn, optionalNode, textIn, type TreeNode } from './tree';

const LITERAL_TYPES: Readonly<Record<string, LiteralType>> = {
  INTEGER: 'number',
  BIGINT: 'number',
  DECIMAL: 'number',
  DOUBLE: 'number',
  VARCHAR: 'string',
  BOOLEAN: 'boolean',
};

/** A constant; nothing for NULL and for types that have no literal in both engines. */
export function readLiteral(node: TreeNode, span: Span | undefined): Literal | undefined {
  const value = nodeIn(node, 'value');
  const type = LITERAL_TYPES[textIn(nodeIn(value, 'type'), 'id')];
  if (!type || flagIn(value, 'is_null')) return undefined;
  return { kind: 'literal', type, text: textOf(value, type), value, span };
}

function textOf(value: TreeNode, type: LiteralType): string {
  if (type === 'boolean') return String(flagIn(value, 'value'));
  const text = textIn(value, 'value');
  const info = optionalNode(nodeIn(value, 'type'), 'type_info');
  return info ? withPoint(text, Number(textIn(info, 'scale'))) : text;
}

/** DuckDB keeps 2.50 as 250 with scale 2. */
function withPoint(unscaled: string, scale: number): string {
  if (scale === 0) return unscaled;
  const digits = unscaled.replace('-', '').padStart(scale + 1, '0');
  return `${unscaled.startsWith('-') ? '-' : ''}${digits.slice(0, -scale)}.${digits.slice(-scale)}`;
}

/** TRUE, FALSE, DATE '2026-01-31' and TIMESTAMP '2026-01-31 12:00:00': casts of a text that have no place of their own. */
export function readTypedLiteral(cast: TreeNode, spans: SpanFinder): Literal | undefined {
  const child = nodeIn(cast, 'child');
  if (textIn(child, 'class') !== 'CONSTANT') return undefined;
  const literal = readLiteral(child, spans.at(locationOf(child)));
  const target = textIn(nodeIn(cast, 'cast_type'), 'id');
  if (literal?.type !== 'string') return undefined;
  if (target === 'BOOLEAN' && ['true', 'false'].includes(spans.tokenAt(locationOf(child))?.lower ?? '')) {
    return { ...literal, type: 'boolean', text: literal.text === 't' ? 'true' : 'false' };
  }
  if (target === 'DATE' && isDate(literal.text)) return { ...literal, type: 'date' };
  if (target === 'TIMESTAMP' && isTimestamp(literal.text)) return { ...literal, type: 'timestamp' };
  return undefined;
}

/** `2026-01-31`, a day that exists. */
export function isDate(text: string): boolean {
  if (!/^[12]\d{3}-\d\d-\d\d$/.test(text)) return false;
  const day = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
}

/** `2026-01-31 12:00:00`, no fraction, no zone. */
export function isTimestamp(text: string): boolean {
  return /^.{10} (?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d$/.test(text) && isDate(text.slice(0, 10));
}
