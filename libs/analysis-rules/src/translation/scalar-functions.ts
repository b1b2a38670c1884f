import type { ScalarFunction } from '../aggregation/scalars';
import type { Findings } from '../refusals';
import type { Call, Cast, Expression } from '../sql/query';
import { castTo } from './casts';
import { FUNCTION_DIFFERENCES } from './differences';
import * as build from './nodes';
import { REFUSED } from './refused';
import { isNumeric, type Kind, type Typed } from './types';

/** The same meaning in DuckDB, or why there is none. */
type Translation = Typed | string;
type Translate = (args: readonly Typed[], expression: Call | Cast) => Translation;

const TEXT: Typed['type'] = { kind: 'string' };
const DOUBLE: Typed['type'] = { kind: 'double' };
const WHOLE: Typed['type'] = { kind: 'integer' };

const TRANSLATIONS: Partial<Record<ScalarFunction, Translate>> = {
  ABS: one('number', (value) => ({ node: build.tryNode(build.functionNode('abs', [value.node])), type: value.type })),
  CAST: ([value], expression) => (value && expression.kind === 'cast' ? castTo(value, expression.target) : 'it needs a value'),
  CEILING: one('number', (value) => rounded('ceil', value)),
  COALESCE: (args) => {
    const [first] = args;
    if (!first || args.some(({ type }) => type.kind !== first.type.kind)) return 'its arguments have different types';
    return { node: build.coalesceNode(args.map(({ node }) => node)), type: first.type };
  },
  CURRENT_DATE: () => {
    const utc = build.functionNode('timezone', [build.textNode('UTC'), build.functionNode('now', [])]);
    return { node: build.castNode(utc, build.typeNode('DATE')), type: { kind: 'date' } };
  },
  EXTRACT: ([field, moment]) => {
    const fields = moment?.type.kind === 'timestamp' ? ['year', 'quarter', 'month', 'day', 'hour', 'minute'] : ['year', 'quarter', 'month', 'day'];
    if (moment?.type.kind !== 'date' && moment?.type.kind !== 'timestamp') return 'it takes a date or a timestamp';
    if (!fields.includes(field?.text?.toLowerCase() ?? '')) return `only ${fields.join(', ')} mean the same in Spark and DuckDB`;
    return { node: build.functionNode('date_part', [build.textNode(field?.text?.toLowerCase() ?? ''), moment.node]), type: WHOLE };
  },
  FLOOR: one('number', (value) => rounded('floor', value)),
  LN: one('number', (value) => ({ node: build.tryNode(build.functionNode('ln', [value.node])), type: DOUBLE })),
  // Spark's LOG(x) is the natural logarithm, DuckDB's is to base 10.
  LOG: one('number', (value) => ({ node: build.tryNode(build.functionNode('ln', [value.node])), type: DOUBLE })),
  LOWER: one('string', (value) => ({ node: build.functionNode('lower', [value.node]), type: TEXT })),
  ROUND: (args, expression) => round(args, expression),
  RTRIM: one('string', (value) => ({ node: build.functionNode('rtrim', [value.node, build.textNode(' ')]), type: TEXT })),
  SQRT: one('number', (value) => ({ node: build.tryNode(build.functionNode('sqrt', [value.node])), type: DOUBLE })),
  SUBSTRING: (args, expression) => substring(args, expression),
  TRIM: one('string', (value) => ({ node: build.functionNode('trim', [value.node, build.textNode(' ')]), type: TEXT })),
  UPPER: one('string', (value) => ({ node: build.functionNode('upper', [value.node]), type: TEXT })),
};

/** A scalar function of the rule's list as DuckDB computes it; refused by name where the engines differ. */
export function translateScalar(name: ScalarFunction, expression: Call | Cast, args: readonly Typed[], findings: Findings): Typed {
  const translate = TRANSLATIONS[name];
  const translation = translate ? translate(args, expression) : (FUNCTION_DIFFERENCES[name]?.why ?? 'it has no counterpart');
  if (typeof translation !== 'string') return translation;
  const fix = FUNCTION_DIFFERENCES[name]?.instead ?? 'Use the column itself, and compute afterwards.';
  findings.add('DIALECT_FUNCTION', { span: expression.span, name, why: translation, fix });
  return REFUSED;
}

function one(kind: 'number' | Kind, translate: (value: Typed) => Translation): Translate {
  return (args) => {
    const [value] = args;
    if (!value || args.length !== 1) return 'it takes one argument';
    const fits = kind === 'number' ? isNumeric(value.type) : value.type.kind === kind;
    return fits ? translate(value) : `it takes a ${kind}, not a ${value.type.kind}`;
  };
}

/** Spark gives a BIGINT for doubles and a whole DECIMAL for decimals. */
function rounded(name: 'ceil' | 'floor', value: Typed): Typed {
  if (value.type.kind === 'integer') return value;
  return { node: build.tryCastNode(build.functionNode(name, [value.node]), build.typeNode('BIGINT')), type: WHOLE };
}

function round([value, digits]: readonly Typed[], expression: Call | Cast): Translation {
  if (!value || !isNumeric(value.type)) return 'it takes a number';
  if (!digits) return { node: build.functionNode('round', [value.node]), type: value.type };
  const places = wholeArgument(expression, 1);
  if (value.type.kind === 'double') return 'places of a double are rounded differently by Spark and DuckDB';
  if (places === undefined || places > 18) return 'its second argument must be a whole number from 0 to 18';
  return { node: build.functionNode('round', [value.node, build.integerNode(places)]), type: value.type };
}

function substring([text, ...positions]: readonly Typed[], expression: Call | Cast): Translation {
  if (text?.type.kind !== 'string') return 'it takes a string';
  const numbers = positions.map((_, index) => wholeArgument(expression, index + 1));
  const [start, length] = numbers;
  if (!start || numbers.includes(undefined) || positions.length > 2) return 'positions must be whole numbers, from 1: Spark and DuckDB differ on 0';
  const nodes = [start, ...(length === undefined ? [] : [length])].map((number) => build.integerNode(number));
  return { node: build.functionNode('substring', [text.node, ...nodes]), type: TEXT };
}

/** A whole literal that is not negative. */
function wholeArgument(expression: Call | Cast, index: number): number | undefined {
  const argument: Expression | undefined = expression.kind === 'call' ? expression.args[index] : undefined;
  return argument?.kind === 'literal' && argument.type === 'number' && /^\d{1,6}$/.test(argument.text) ? Number(argument.text) : undefined;
}
