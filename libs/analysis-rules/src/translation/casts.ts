import { optionalNode, textIn, type TreeNode } from '../sql/tree';
import * as build from './nodes';
import { isNumeric, type Typed } from './types';

const WHOLE_TYPES = ['TINYINT', 'SMALLINT', 'INTEGER', 'BIGINT'];

/**
 * CAST where Spark and DuckDB agree, or can be made to: fractions are cut off, not rounded, and what does not fit is
 * NULL. Otherwise the reason why not.
 */
export function castTo(value: Typed, target: TreeNode): Typed | string {
  const id = textIn(target, 'id');
  const { kind } = value.type;
  if (WHOLE_TYPES.includes(id)) return toWhole(value, id);
  if (id === 'DOUBLE' && isNumeric(value.type)) return { node: build.castNode(value.node, build.typeNode('DOUBLE')), type: { kind: 'double' } };
  if (id === 'DECIMAL') return toDecimal(value, target);
  if (id === 'VARCHAR') return toText(value);
  const moment = kind === 'date' || kind === 'timestamp';
  if (moment && id === 'DATE') return { node: build.castNode(value.node, build.typeNode(id)), type: { kind: 'date' } };
  if (moment && id === 'TIMESTAMP') return { node: build.tryCastNode(value.node, build.typeNode(id)), type: { kind: 'timestamp' } };
  return `Spark and DuckDB read a ${kind} differently as ${id}`;
}

function toWhole(value: Typed, id: string): Typed | string {
  if (!isNumeric(value.type)) return `Spark and DuckDB read a ${value.type.kind} differently as ${id}`;
  const whole = value.type.kind === 'integer' ? value.node : build.functionNode('trunc', [value.node]);
  return { node: build.tryCastNode(whole, build.typeNode(id)), type: { kind: 'integer' } };
}

function toDecimal(value: Typed, target: TreeNode): Typed | string {
  const info = optionalNode(target, 'type_info');
  if (value.type.kind !== 'integer' && value.type.kind !== 'decimal') return `Spark and DuckDB read a ${value.type.kind} differently as DECIMAL`;
  if (!info) return 'DECIMAL has other defaults in DuckDB; give precision and scale';
  const [width, scale] = [Number(textIn(info, 'width')), Number(textIn(info, 'scale'))];
  return { node: build.tryCastNode(value.node, build.typeNode('DECIMAL', { width, scale })), type: { kind: 'decimal', width, scale } };
}

function toText(value: Typed): Typed | string {
  const alike = ['string', 'integer', 'decimal', 'boolean', 'date'].includes(value.type.kind);
  if (!alike) return `Spark and DuckDB write a ${value.type.kind} differently`;
  return { node: build.castNode(value.node, build.typeNode('VARCHAR')), type: { kind: 'string' } };
}
