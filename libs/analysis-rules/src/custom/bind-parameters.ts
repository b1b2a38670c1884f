import { LosslessNumber } from 'lossless-json';
import type { Findings } from '../refusals';
import type { AnalysisTemplate } from '../request';
import type { Literal, LiteralType } from '../sql/query';
import { isDate, isTimestamp } from '../sql/read-literal';
import type { Tree, TreeNode } from '../sql/tree';

/** Longest value in the API (model 2022-02-17). */
const MAX_LENGTH = 1000;

type Value = Omit<Literal, 'kind'>;

/**
 * Every declared parameter as a literal of its type, never as text. Refused: values without a parameter, parameters
 * without a value, and values that are none of their type. No refusal repeats a value.
 */
export function bindParameters({ parameters, values }: AnalysisTemplate, findings: Findings): ReadonlyMap<string, Literal> {
  const declared = new Set(parameters.map(({ name }) => name));
  for (const name of Object.keys(values)) {
    if (!declared.has(name)) findings.add('TEMPLATE_PARAMETER_UNKNOWN', { name });
  }
  return new Map(
    parameters.flatMap(({ name, type, defaultValue }) => {
      const text = Object.hasOwn(values, name) ? values[name] : defaultValue;
      const read = Object.hasOwn(READERS, type) ? READERS[type] : undefined;
      const value = text === undefined || text.length > MAX_LENGTH ? undefined : read?.(text);
      if (!read) findings.add('TEMPLATE_PARAMETER_TYPE', { name, type });
      else if (text === undefined) findings.add('TEMPLATE_PARAMETER_MISSING', { name });
      else if (!value) findings.add('TEMPLATE_PARAMETER_VALUE', { name, type });
      return value ? [[name, { kind: 'literal' as const, ...value }] as const] : [];
    }),
  );
}

type Read = (text: string) => Value | undefined;

function literal(type: LiteralType, text: string, duckdbType: TreeNode, value: Tree): Value {
  return { type, text, value: { type: duckdbType, is_null: false, value } };
}

const plainType = (id: string): TreeNode => ({ id, type_info: null });

/** No backslash (Spark's LIKE escapes by it), nothing invisible: what the lexical gate refuses in a literal, but for quotes. */
const text: Read = (value) => (/^[^\\\p{Cc}\p{Cf}\p{Cs}]*$/u.test(value) ? literal('string', value, plainType('VARCHAR'), value) : undefined);
const date: Read = (value) => (isDate(value) ? literal('date', value, plainType('VARCHAR'), value) : undefined);
const timestamp: Read = (value) => (isTimestamp(value) ? literal('timestamp', value, plainType('VARCHAR'), value) : undefined);

const boolean: Read = (value) => {
  const word = value.toLowerCase();
  return word === 'true' || word === 'false' ? literal('boolean', word, plainType('VARCHAR'), word === 'true' ? 't' : 'f') : undefined;
};

/** Signed whole numbers of so many bits. */
const whole =
  (bits: bigint): Read =>
  (value) => {
    if (!/^[+-]?\d{1,19}$/.test(value)) return undefined;
    const number = BigInt(value.replace('+', ''));
    const limit = 1n << (bits - 1n);
    if (number < -limit || number >= limit) return undefined;
    const id = number >= -(1n << 31n) && number < 1n << 31n ? 'INTEGER' : 'BIGINT';
    return literal('number', String(number), plainType(id), new LosslessNumber(String(number)));
  };

const decimal: Read = (value) => {
  const [, sign, before, after = ''] = /^([+-]?)(\d+)(?:\.(\d+))?$/.exec(value) ?? [];
  if (before === undefined || before.length + after.length > 18) return undefined;
  const info = { type: 'DECIMAL_TYPE_INFO', alias: '', extension_info: null, width: count(before.length + after.length), scale: count(after.length) };
  const unscaled = BigInt(`${sign === '-' ? '-' : ''}${before}${after}`);
  return literal('number', value, { id: 'DECIMAL', type_info: info }, new LosslessNumber(String(unscaled)));
};

const double: Read = (value) => {
  const isNumber = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/.test(value) && value.length <= 60 && Number.isFinite(Number(value));
  return isNumber ? literal('number', String(Number(value)), plainType('DOUBLE'), new LosslessNumber(String(Number(value)))) : undefined;
};

function count(value: number): LosslessNumber {
  return new LosslessNumber(String(value));
}

/** The API's types that Spark and DuckDB read alike. CHAR is padded, and zones, times and bytes are read differently. */
const READERS: Readonly<Record<string, Read>> = {
  BIGINT: whole(64n),
  BOOLEAN: boolean,
  BYTE: whole(8n),
  DATE: date,
  DECIMAL: decimal,
  DOUBLE: double,
  DOUBLE_PRECISION: double,
  INT: whole(32n),
  INTEGER: whole(32n),
  LONG: whole(64n),
  NUMERIC: decimal,
  SHORT: whole(16n),
  SMALLINT: whole(16n),
  STRING: text,
  TIMESTAMP: timestamp,
  TIMESTAMP_NTZ: timestamp,
  TINYINT: whole(8n),
  VARCHAR: text,
};
