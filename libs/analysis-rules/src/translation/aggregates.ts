import type { Findings } from '../refusals';
import type { Call, Expression } from '../sql/query';
import type { TreeNode } from '../sql/tree';
import { aggregateName } from './aggregate-names';
import * as build from './nodes';
import { REFUSED } from './refused';
import { spreadNode } from './spread';
import type { Translator } from './translator';
import { isNumeric, type Typed } from './types';

/** Ten digits of room: a sum of fewer than 10^10 such values fits 38. Beyond, DuckDB fails, and not only for the group shown. */
const WIDEST_SUMMED = 28;

/** Makes the call's node: plain, or OVER a window. */
type MakeNode = (name: string, args: readonly TreeNode[]) => TreeNode;

/**
 * Aggregates with Spark's result types: BIGINT sums of integers, AVG of DECIMAL(p,s) as DECIMAL(p+4,s+4). What a rule
 * allows is checked before; this knows meanings only.
 */
export function translateAggregate(call: Call, translator: Translator, over?: MakeNode): Typed {
  const { findings } = translator;
  const name = aggregateName(call.name);
  const filter = call.filter && translator.condition(call.filter);
  const options = { distinct: call.distinct, ...(filter && { filter }) };
  const make = over ?? ((function_, args) => build.functionNode(function_, args, options));
  // Doubles are added up in the order of their values: otherwise the last bits tell of rows in other groups.
  const makeInOrder: MakeNode = over ?? ((function_, args) => build.functionNode(function_, args, { ...options, ...(args[0] && { orderBy: args[0] }) }));
  if (name === 'count_star' && call.args.length === 0) return { node: make(name, []), type: { kind: 'integer' } };
  if (name === 'quantile_cont') return translatePercentile(call, translator, make);
  const [argument, ...more] = call.args;
  if (!name || !argument || more.length > 0) return refused(call, argument, findings);
  const value = translator.value(argument, ['count', 'min', 'max'].includes(name));
  if (value.type.kind === 'unknown') return REFUSED;
  if (name === 'count') return { node: make(name, [value.node]), type: { kind: 'integer' } };
  if (!fits(name, value)) {
    findings.add('DIALECT_TYPES', { span: call.span, name: call.name.toUpperCase(), detail: value.type.kind });
    return REFUSED;
  }
  if (name === 'count_if') return { node: make(name, [value.node]), type: { kind: 'integer' } };
  if (['min', 'max', 'bool_and', 'bool_or'].includes(name)) return { node: make(name, [value.node]), type: value.type };
  if (value.type.kind === 'decimal' && argument.kind === 'column' && (value.type.width ?? 0) > WIDEST_SUMMED) {
    findings.add('DIALECT_TYPES', { span: call.span, name: call.name.toUpperCase(), detail: `a decimal of more than ${WIDEST_SUMMED} digits, whose sum can overflow` });
    return REFUSED;
  }
  const makeSum = value.type.kind === 'double' ? makeInOrder : make;
  if (name === 'sum') return sum(makeSum(name, [value.node]), value.type);
  if (name === 'avg') return average(makeSum(name, [value.node]), value.type);
  return { node: spreadNode(name, build.castNode(value.node, build.typeNode('DOUBLE')), makeInOrder), type: { kind: 'double' } };
}

/** PERCENTILE(x, p) and PERCENTILE_CONT(p) WITHIN GROUP (ORDER BY x): between two values, both engines go the straight line. */
function translatePercentile(call: Call, { value, findings }: Translator, make: MakeNode): Typed {
  const [argument, share, ...more] = call.args;
  const fits = share?.kind === 'literal' && share.type === 'number' && Number(share.text) >= 0 && Number(share.text) <= 1;
  if (!argument || !fits || more.length > 0 || call.distinct) {
    const why = 'it takes a number and a literal share from 0 to 1';
    findings.add('DIALECT_FUNCTION', { span: call.span, name: call.name.toUpperCase(), why, fix: 'Write PERCENTILE(column, 0.5).' });
    return REFUSED;
  }
  const typed = value(argument);
  if (typed.type.kind === 'unknown') return REFUSED;
  if (!isNumeric(typed.type)) {
    findings.add('DIALECT_TYPES', { span: call.span, name: call.name.toUpperCase(), detail: typed.type.kind });
    return REFUSED;
  }
  return { node: make('quantile_cont', [build.castNode(typed.node, build.typeNode('DOUBLE')), value(share).node]), type: { kind: 'double' } };
}

/** The number of arguments is checked by the rules that have roles; CUSTOM has none. */
function refused(call: Call, argument: Expression | undefined, findings: Findings): Typed {
  const wrongNumber = argument === undefined || call.args.length > 1;
  const name = call.name.toUpperCase() + (call.distinct ? ' DISTINCT' : '');
  if (aggregateName(call.name) && wrongNumber) findings.add('AGG_ARGUMENT', { span: call.span, name, permitted: [`${name}(column)`] });
  return REFUSED;
}

function fits(name: string, { type }: Typed): boolean {
  if (name === 'bool_and' || name === 'bool_or' || name === 'count_if') return type.kind === 'boolean';
  return name === 'min' || name === 'max' ? type.kind !== 'other' : isNumeric(type);
}

function sum(node: TreeNode, type: Typed['type']): Typed {
  if (type.kind === 'double') return { node, type };
  if (type.kind === 'integer') return { node: build.tryCastNode(node, build.typeNode('BIGINT')), type: { kind: 'integer' } };
  return { node, type: { kind: 'decimal', width: 38, scale: type.scale ?? 0 } };
}

function average(node: TreeNode, type: Typed['type']): Typed {
  if (type.kind !== 'decimal') return { node, type: { kind: 'double' } };
  const width = Math.min(38, (type.width ?? 10) + 4);
  const scale = Math.min(width, (type.scale ?? 0) + 4);
  return { node: build.tryCastNode(node, build.typeNode('DECIMAL', { width, scale })), type: { kind: 'decimal', width, scale } };
}
