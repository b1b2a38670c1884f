import { aggregateFunctionOf } from '../aggregation/aggregates';
import type { Findings } from '../refusals';
import type { Call } from '../sql/query';
import * as build from './nodes';
import { REFUSED } from './refused';
import { bareColumn, translateColumn } from './translate-column';
import { isNumeric, type Typed } from './types';

/** SUM, COUNT and AVG with Spark's result types: BIGINT sums of integers, AVG of DECIMAL(p,s) as DECIMAL(p+4,s+4). */
export function translateAggregate(call: Call, findings: Findings): Typed {
  const aggregate = aggregateFunctionOf(call);
  const [argument] = call.args;
  if (!aggregate || argument?.kind !== 'column') return REFUSED;
  const counts = aggregate === 'COUNT' || aggregate === 'COUNT_DISTINCT';
  const { node: column, type } = counts ? bareColumn(argument) : translateColumn(argument, findings);
  if (type.kind === 'unknown') return REFUSED;
  if (!counts && !isNumeric(type)) {
    findings.add('DIALECT_TYPES', { span: call.span, name: call.name.toUpperCase(), detail: type.kind });
    return REFUSED;
  }
  const node = build.functionNode(call.name, [column], { distinct: call.distinct });
  if (counts) return { node, type: { kind: 'integer' } };
  if (type.kind === 'double') return { node, type };
  if (call.name === 'avg') return average(node, type);
  if (type.kind === 'integer') return { node: build.tryCastNode(node, build.typeNode('BIGINT')), type: { kind: 'integer' } };
  return { node, type: { kind: 'decimal', width: 38, scale: type.scale ?? 0 } };
}

function average(node: Typed['node'], type: Typed['type']): Typed {
  if (type.kind === 'integer') return { node, type: { kind: 'double' } };
  const width = Math.min(38, (type.width ?? 10) + 4);
  const scale = Math.min(width, (type.scale ?? 0) + 4);
  return { node: build.tryCastNode(node, build.typeNode('DECIMAL', { width, scale })), type: { kind: 'decimal', width, scale } };
}
