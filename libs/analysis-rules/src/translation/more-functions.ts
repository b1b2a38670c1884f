import type { Findings } from '../refusals';
import type { Call } from '../sql/query';
import { literalFunction } from './literal-functions';
import * as build from './nodes';
import { REFUSED } from './refused';
import { isNumeric, type Kind, type Typed } from './types';

type Parameter = Kind | 'number' | 'moment';
type Make = (args: readonly Typed[]) => Typed;

/** The kinds of the arguments, in order; the last one repeats when `many`. */
interface MoreFunction {
  takes: readonly Parameter[];
  many?: boolean;
  make: Make;
}

const nodesOf = (args: readonly Typed[]) => args.map(({ node }) => node);
const named =
  (name: string, kind: Kind): Make =>
  (args) => ({ node: build.tryNode(build.functionNode(name, nodesOf(args))), type: { kind } });
const sure =
  (name: string, kind: Kind): Make =>
  (args) => ({ node: build.functionNode(name, nodesOf(args)), type: { kind } });
const part =
  (field: string): Make =>
  (args) => ({ node: build.functionNode('date_part', [build.textNode(field), ...nodesOf(args)]), type: { kind: 'integer' } });
const shift =
  (sign: '+' | '-'): Make =>
  ([day, days]) => {
    const whole = build.tryCastNode(days?.node ?? REFUSED.node, build.typeNode('INTEGER'));
    return { node: build.tryNode(build.operatorNode(sign, [day?.node ?? REFUSED.node, whole])), type: { kind: 'date' } };
  };

/** The number of a day in the week, counted as Spark counts. */
const dayNumber =
  (field: string, first: number): Make =>
  (args) => ({ node: build.operatorNode('+', [part(field)(args).node, build.integerNode(first)]), type: { kind: 'integer' } });

/** Functions of Spark SQL beyond those that `scalarFunctions` can list, which DuckDB computes alike. Only CUSTOM rules let them through. */
const FUNCTIONS: Readonly<Record<string, MoreFunction>> = {
  add_months: {
    takes: ['date', 'integer'],
    make: ([day, months]) => {
      const whole = build.tryCastNode(months?.node ?? REFUSED.node, build.typeNode('INTEGER'));
      const shifted = build.operatorNode('+', [day?.node ?? REFUSED.node, build.functionNode('to_months', [whole])]);
      return { node: build.tryNode(build.castNode(shifted, build.typeNode('DATE'))), type: { kind: 'date' } };
    },
  },
  char_length: { takes: ['string'], make: sure('length', 'integer') },
  // Spark's CONCAT is NULL when an argument is; DuckDB's skips it, its || does not.
  concat: { takes: ['string'], many: true, make: (args) => ({ node: nodesOf(args).reduce((left, right) => build.operatorNode('||', [left, right])), type: { kind: 'string' } }) },
  // A NULL is left out, not passed on, in both engines.
  concat_ws: { takes: ['string'], many: true, make: sure('concat_ws', 'string') },
  contains: { takes: ['string', 'string'], make: sure('contains', 'boolean') },
  date_add: { takes: ['date', 'integer'], make: shift('+') },
  date_sub: { takes: ['date', 'integer'], make: shift('-') },
  datediff: { takes: ['date', 'date'], make: ([end, start]) => ({ node: build.functionNode('date_diff', [build.textNode('day'), start?.node ?? REFUSED.node, end?.node ?? REFUSED.node]), type: { kind: 'integer' } }) },
  day: { takes: ['moment'], make: part('day') },
  dayofmonth: { takes: ['moment'], make: part('day') },
  // Sunday is 1 in Spark and 0 in DuckDB.
  dayofweek: { takes: ['moment'], make: dayNumber('dow', 1) },
  dayofyear: { takes: ['moment'], make: part('doy') },
  endswith: { takes: ['string', 'string'], make: sure('ends_with', 'boolean') },
  exp: { takes: ['number'], make: (args) => named('exp', 'double')(args.map(asDouble)) },
  hour: { takes: ['timestamp'], make: part('hour') },
  instr: { takes: ['string', 'string'], make: sure('instr', 'integer') },
  last_day: { takes: ['date'], make: named('last_day', 'date') },
  length: { takes: ['string'], make: sure('length', 'integer') },
  ltrim: { takes: ['string'], make: ([text]) => ({ node: build.functionNode('ltrim', [text?.node ?? REFUSED.node, build.textNode(' ')]), type: { kind: 'string' } }) },
  minute: { takes: ['timestamp'], make: part('minute') },
  // NULL for a divisor of 0; the sign is the dividend's.
  mod: { takes: ['integer', 'integer'], make: named('mod', 'integer') },
  month: { takes: ['moment'], make: part('month') },
  pow: { takes: ['number', 'number'], make: (args) => named('pow', 'double')(args.map(asDouble)) },
  power: { takes: ['number', 'number'], make: (args) => named('pow', 'double')(args.map(asDouble)) },
  quarter: { takes: ['moment'], make: part('quarter') },
  replace: { takes: ['string', 'string', 'string'], make: sure('replace', 'string') },
  second: { takes: ['timestamp'], make: part('second') },
  startswith: { takes: ['string', 'string'], make: sure('starts_with', 'boolean') },
  // Monday is 0 in Spark and 1 in DuckDB.
  weekday: { takes: ['moment'], make: dayNumber('isodow', -1) },
  weekofyear: { takes: ['moment'], make: part('week') },
  year: { takes: ['moment'], make: part('year') },
};

/** True for a function that `translateMore` knows. */
export function isMoreFunction(name: string): boolean {
  return Object.hasOwn(FUNCTIONS, name) || literalFunction(name) !== undefined;
}

/** Such a function as DuckDB computes it; refused when its arguments are not of the kinds on which both agree. */
export function translateMore(call: Call, args: readonly Typed[], findings: Findings): Typed {
  const translated = literalFunction(call.name)?.(args, call);
  if (typeof translated === 'object') return translated;
  const known = Object.hasOwn(FUNCTIONS, call.name) ? FUNCTIONS[call.name] : undefined;
  if (translated !== undefined) findings.add('DIALECT_FUNCTION', { span: call.span, name: call.name.toUpperCase(), why: translated, fix: 'Write it with such arguments.' });
  if (!known) return REFUSED;
  const { takes, many, make } = known;
  const count = many ? args.length > 0 : args.length === takes.length;
  if (count && args.every(({ type }, index) => fits(type.kind, takes[index] ?? takes.at(-1)))) return make(args);
  const why = `it takes ${many ? 'any number of' : takes.length} arguments: ${takes.join(', ')}`;
  findings.add('DIALECT_FUNCTION', { span: call.span, name: call.name.toUpperCase(), why, fix: 'Cast the arguments.' });
  return REFUSED;
}

function fits(kind: Typed['type']['kind'], wanted: Parameter | undefined): boolean {
  if (wanted === 'number') return isNumeric({ kind });
  if (wanted === 'moment') return kind === 'date' || kind === 'timestamp';
  return kind === wanted;
}

function asDouble({ node }: Typed): Typed {
  return { node: build.castNode(node, build.typeNode('DOUBLE')), type: { kind: 'double' } };
}
