import type { Call, Expression } from '../sql/query';
import * as build from './nodes';
import { commonType } from './common-type';
import type { Typed } from './types';

/** The same meaning in DuckDB, or why there is none. */
type Translate = (args: readonly Typed[], call: Call) => Typed | string;

const DATE_UNITS = ['year', 'quarter', 'month', 'week', 'day', 'hour', 'minute', 'second'];

/** Functions that Spark and DuckDB compute alike for some literal arguments only, or for arguments of one kind. Only CUSTOM rules let them through. */
const FUNCTIONS: Readonly<Record<string, Translate>> = {
  date_trunc: ([unit, moment], call) => {
    const text = literalText(call.args[0])?.toLowerCase() ?? '';
    if (!unit || !moment || !DATE_UNITS.includes(text)) return `its unit must be one of ${DATE_UNITS.map((one) => `'${one}'`).join(', ')}`;
    if (moment.type.kind !== 'date' && moment.type.kind !== 'timestamp') return 'it takes a unit and a date or timestamp';
    const stamp = build.tryCastNode(moment.node, build.typeNode('TIMESTAMP'));
    return { node: build.functionNode('date_trunc', [build.textNode(text), stamp]), type: { kind: 'timestamp' } };
  },
  greatest: (args) => extreme('greatest', args),
  least: (args) => extreme('least', args),
  left: (args, call) => ends('left', args, call),
  lpad: (args, call) => padded('lpad', args, call),
  nullif: ([value, other]) => {
    if (!value || !other) return 'it takes two arguments';
    if (value.type.kind !== other.type.kind || value.type.kind === 'other') return 'its arguments have different types';
    return { node: build.functionNode('nullif', [value.node, other.node]), type: value.type };
  },
  nvl: (args) => {
    const type = commonType(args.map((one) => one.type));
    if (args.length !== 2 || !type) return 'it takes two arguments of one type';
    return { node: build.coalesceNode(args.map(({ node }) => node)), type };
  },
  right: (args, call) => ends('right', args, call),
  rpad: (args, call) => padded('rpad', args, call),
  split_part: ([text], call) => {
    const [delimiter, place] = [literalText(call.args[1]), wholeNumber(call.args[2])];
    if (text?.type.kind !== 'string' || !delimiter || !place || call.args.length !== 3) return 'it takes a string, a literal delimiter and a place from 1';
    return { node: build.functionNode('split_part', [text.node, build.textNode(delimiter), build.integerNode(place)]), type: { kind: 'string' } };
  },
  substr: ([text], call) => {
    const [start, length] = [wholeNumber(call.args[1]), wholeNumber(call.args[2])];
    const numbers = [start, length].slice(0, call.args.length - 1);
    if (text?.type.kind !== 'string' || !start || numbers.includes(undefined) || call.args.length > 3) return 'positions must be whole numbers, from 1: Spark and DuckDB differ on 0';
    return { node: build.functionNode('substring', [text.node, ...numbers.map((number) => build.integerNode(number ?? 0))]), type: { kind: 'string' } };
  },
};

/** Nothing for a function that is not one of these. */
export function literalFunction(name: string): Translate | undefined {
  return Object.hasOwn(FUNCTIONS, name) ? FUNCTIONS[name] : undefined;
}

/** NULLs are passed over by both. */
function extreme(name: string, args: readonly Typed[]): Typed | string {
  const type = commonType(args.map((one) => one.type));
  if (args.length < 2 || !type || type.kind === 'boolean') return 'it takes two or more arguments of one type';
  return { node: build.functionNode(name, args.map(({ node }) => node)), type };
}

function ends(name: string, [text]: readonly Typed[], call: Call): Typed | string {
  const count = wholeNumber(call.args[1]);
  if (text?.type.kind !== 'string' || count === undefined || call.args.length !== 2) return 'it takes a string and a whole number that is not negative';
  return { node: build.functionNode(name, [text.node, build.integerNode(count)]), type: { kind: 'string' } };
}

function padded(name: string, [text]: readonly Typed[], call: Call): Typed | string {
  const [width, filler] = [wholeNumber(call.args[1]), call.args.length === 2 ? ' ' : literalText(call.args[2])];
  // Unbounded, a width would be a way to fill the disk.
  if (text?.type.kind !== 'string' || width === undefined || width > 1000 || !filler || call.args.length > 3) return 'it takes a string, a width up to 1000 and a literal to fill with';
  return { node: build.functionNode(name, [text.node, build.integerNode(width), build.textNode(filler)]), type: { kind: 'string' } };
}

function literalText(argument: Expression | undefined): string | undefined {
  return argument?.kind === 'literal' && argument.type === 'string' ? argument.text : undefined;
}

function wholeNumber(argument: Expression | undefined): number | undefined {
  return argument?.kind === 'literal' && argument.type === 'number' && /^\d{1,6}$/.test(argument.text) ? Number(argument.text) : undefined;
}
