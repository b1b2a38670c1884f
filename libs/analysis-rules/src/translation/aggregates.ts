import type { Findings } from '../refusals';
import type { Call, Expression } from '../sql/query';
import type { TreeNode } from '../sql/tree';
import { aggregateName } from './aggregate-names';
import * as build from './nodes';
import { REFUSED } from './refused';
import type { Translator } from './translator';
import { isNumeric, type Typed } from './types';

/** Makes the call's node: plain, or OVER a window. */
type MakeNode = (name: string, args: readonly TreeNode[]) => TreeNode;

/**
 * Aggregates with Spark's result types: BIGINT sums of integers, AVG of DECIMAL(p,s) as DECIMAL(p+4,s+4). What a rule
 * allows is checked before; this knows meanings only.
 */
export function translateAggregate(call: Call, translator: Translator, over?: MakeNode): Typed {
  const { findings } = translator;
  const name = aggregateName(call.name);
  const make = over ?? ((function_, args) => build.functionNode(function_, args, { distinct: call.distinct }));
  if (name === 'count_star' && call.args.length === 0) return { node: make(name, []), type: { kind: 'integer' } };
  const [argument, ...more] = call.args;
  if (!name || !argument || more.length > 0) return refused(call, argument, findings);
  const value = translator.value(argument, ['count', 'min', 'max'].includes(name));
  if (value.type.kind === 'unknown') return REFUSED;
  if (name === 'count') return { node: make(name, [value.node]), type: { kind: 'integer' } };
  if (!fits(name, value)) {
    findings.add('DIALECT_TYPES', { span: call.span, name: call.name.toUpperCase(), detail: value.type.kind });
    return REFUSED;
  }
  if (['min', 'max', 'bool_and', 'bool_or'].includes(name)) return { node: make(name, [value.node]), type: value.type };
  if (name === 'sum') return sum(make(name, [value.node]), value.type);
  if (name === 'avg') return average(make(name, [value.node]), value.type);
  return { node: make(name, [build.castNode(value.node, build.typeNode('DOUBLE'))]), type: { kind: 'double' } };
}

/** The number of arguments is checked by the rules that have roles; CUSTOM has none. */
function refused(call: Call, argument: Expression | undefined, findings: Findings): Typed {
  const wrongNumber = argument === undefined || call.args.length > 1;
  if (aggregateName(call.name) && wrongNumber) findings.add('AGG_ARGUMENT', { span: call.span, name: call.name.toUpperCase() });
  return REFUSED;
}

function fits(name: string, { type }: Typed): boolean {
  if (name === 'bool_and' || name === 'bool_or') return type.kind === 'boolean';
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
