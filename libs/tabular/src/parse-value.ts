import type { ColumnType } from '@parley/contract';
import type { Value } from './column-table';

/** Says that a text isn't a value of its column's type. */
export const NOT_OF_TYPE = Symbol('not of type');

/** What each type expects, for messages. */
export const EXPECTED: Record<ColumnType, string> = {
  string: 'a text',
  boolean: 'a boolean (true or false, yes or no, 1 or 0)',
  int: 'an int (a whole number from -2147483648 to 2147483647)',
  bigint: 'a bigint (a whole number within ±9007199254740991)',
  double: 'a double (a number such as -12.5 or 1e-3)',
  date: 'a date (YYYY-MM-DD)',
  timestamp: 'a timestamp (YYYY-MM-DDTHH:MM:SSZ; without a zone it is UTC)',
};

/** Reads a text as a type; the empty text is null. Blanks around numbers, booleans and dates don't count. */
export function parseValue(text: string, type: ColumnType): Value | typeof NOT_OF_TYPE {
  if (text === '') return null;
  return PARSERS[type](text);
}

type Parser = (text: string) => Value | typeof NOT_OF_TYPE;

const PARSERS: Record<ColumnType, Parser> = {
  string: (text) => text,
  boolean: (text) => BOOLEANS.get(text) ?? BOOLEANS.get(text.trim().toLowerCase()) ?? NOT_OF_TYPE,
  int: (text) => wholeNumber(text, -(2 ** 31), 2 ** 31 - 1),
  bigint: (text) => wholeNumber(text, Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER),
  double: decimal,
  date: (text) => date(text.trim()),
  timestamp: (text) => timestamp(text.trim()),
};

const BOOLEANS = new Map([
  ...['true', 'True', 't', 'yes', 'y', '1'].map((text) => [text, true] as const),
  ...['false', 'False', 'f', 'no', 'n', '0'].map((text) => [text, false] as const),
]);

function wholeNumber(text: string, least: number, most: number): Value | typeof NOT_OF_TYPE {
  if (!/^\s*[+-]?\d+\s*$/.test(text)) return NOT_OF_TYPE;
  const value = Number(text);
  if (value < least || value > most) return NOT_OF_TYPE;
  return value === 0 ? 0 : value;
}

function decimal(text: string): Value | typeof NOT_OF_TYPE {
  if (!/^\s*[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?\s*$/.test(text)) return NOT_OF_TYPE;
  const value = Number(text);
  return Number.isFinite(value) ? value : NOT_OF_TYPE;
}

function date(text: string): Value | typeof NOT_OF_TYPE {
  return /^\d{4}-\d\d-\d\d$/.test(text) && isDay(text) ? text : NOT_OF_TYPE;
}

const TIMESTAMP = /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?)(Z|z|[+-]\d\d:?\d\d)?$/;

function timestamp(text: string): Value | typeof NOT_OF_TYPE {
  const parts = TIMESTAMP.exec(text);
  if (parts === null || !isDay(parts[1] ?? '')) return NOT_OF_TYPE;
  const zone = (parts[3] ?? 'Z').toUpperCase().replace(/^([+-]\d\d)(\d\d)$/, '$1:$2');
  const ms = Date.parse(`${parts[1]}T${parts[2]}${zone}`);
  return Number.isNaN(ms) ? NOT_OF_TYPE : new Date(ms).toISOString();
}

/** JavaScript reads 30 February as 2 March; the calendar doesn't know it. */
function isDay(text: string): boolean {
  const ms = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(ms) && new Date(ms).toISOString().startsWith(text);
}
