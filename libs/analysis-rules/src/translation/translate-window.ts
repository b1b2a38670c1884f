import { aggregateName } from './aggregate-names';
import { translateAggregate } from './aggregates';
import { buildOrder } from './build-modifiers';
import type { Expression, Window } from '../sql/query';
import type { TreeNode } from '../sql/tree';
import * as build from './nodes';
import { REFUSED } from './refused';
import type { Translator } from './translator';
import type { DataType, Typed } from './types';

type WindowExpression = Extract<Expression, { kind: 'window' }>;

interface WindowFunction {
  type: string;
  /** The result; of those without one, the type of the first argument. */
  result?: DataType;
  arguments: readonly [least: number, most: number];
}

const FUNCTIONS: Readonly<Record<string, WindowFunction>> = {
  cume_dist: { type: 'WINDOW_CUME_DIST', result: { kind: 'double' }, arguments: [0, 0] },
  dense_rank: { type: 'WINDOW_RANK_DENSE', result: { kind: 'integer' }, arguments: [0, 0] },
  first_value: { type: 'WINDOW_FIRST_VALUE', arguments: [1, 1] },
  lag: { type: 'WINDOW_LAG', arguments: [1, 3] },
  last_value: { type: 'WINDOW_LAST_VALUE', arguments: [1, 1] },
  lead: { type: 'WINDOW_LEAD', arguments: [1, 3] },
  ntile: { type: 'WINDOW_NTILE', result: { kind: 'integer' }, arguments: [1, 1] },
  percent_rank: { type: 'WINDOW_PERCENT_RANK', result: { kind: 'double' }, arguments: [0, 0] },
  rank: { type: 'WINDOW_RANK', result: { kind: 'integer' }, arguments: [0, 0] },
  row_number: { type: 'WINDOW_ROW_NUMBER', result: { kind: 'integer' }, arguments: [0, 0] },
};

/** True for a function that may stand before OVER. */
export function isWindowFunction(name: string): boolean {
  return Object.hasOwn(FUNCTIONS, name) || aggregateName(name) !== undefined;
}

/** A window function with its NULL order written out; Spark's frames by default are DuckDB's. */
export function translateWindow(window: WindowExpression, translator: Translator): Typed {
  const own = Object.hasOwn(FUNCTIONS, window.name) ? FUNCTIONS[window.name] : undefined;
  if (own) return translateOwn(own, window, translator);
  const call = { kind: 'call' as const, name: window.name, args: window.args, distinct: false, span: window.span };
  return translateAggregate(call, translator, (name, args) => over('WINDOW_AGGREGATE', name, args, window, translator));
}

function translateOwn(own: WindowFunction, window: WindowExpression, translator: Translator): Typed {
  const [least, most] = own.arguments;
  if (window.args.length < least || window.args.length > most || window.orders.length === 0 || !isWholeAfterFirst(window)) {
    const why = `it takes ${least} to ${most} arguments, whole literals where it counts rows, and an ORDER BY in its window`;
    translator.findings.add('DIALECT_FUNCTION', { span: window.span, name: window.name.toUpperCase(), why, fix: 'Write the window out in full.' });
    return REFUSED;
  }
  const [first, offset, fallback] = window.args.map((argument) => translator.value(argument, true));
  if (fallback && first && fallback.type.kind !== first.type.kind) {
    translator.findings.add('DIALECT_TYPES', { span: window.span, name: window.name.toUpperCase(), detail: `${first.type.kind} and ${fallback.type.kind}` });
    return REFUSED;
  }
  const node = over(own.type, window.name, first ? [first.node] : [], window, translator, { offset: offset?.node, fallback: fallback?.node });
  return { node, type: own.result ?? first?.type ?? REFUSED.type };
}

/** LAG and LEAD look a fixed number of rows away; NTILE has a fixed number of tiles. */
function isWholeAfterFirst({ name, args }: WindowExpression): boolean {
  const counted = name === 'ntile' ? args[0] : args[1];
  return counted === undefined || (counted.kind === 'literal' && counted.type === 'number' && /^[1-9]\d{0,5}$/.test(counted.text));
}

function over(
  type: string,
  name: string,
  args: readonly TreeNode[],
  { partitions, orders, frame }: Window,
  translator: Translator,
  extra: Pick<build.WindowParts, 'offset' | 'fallback'> = {},
): TreeNode {
  return build.windowNode({
    type,
    name,
    args,
    partitions: partitions.map((partition) => translator.value(partition, true).node),
    orders: orders.map((order) => buildOrder(order, translator)),
    frame,
    ...extra,
  });
}
