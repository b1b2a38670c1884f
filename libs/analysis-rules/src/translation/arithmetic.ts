import type { Findings } from '../refusals';
import type { Expression } from '../sql/query';
import * as build from './nodes';
import { REFUSED } from './refused';
import { holdsWhatTryRefuses } from './try-limits';
import { type DataType, isNumeric, type Typed } from './types';

type Arithmetic = Extract<Expression, { kind: 'arithmetic' }>;

/**
 * `+` between strings joins them, as in AWS's own sample. Division is by doubles and by zero gives NULL, as in
 * Spark. Overflow gives NULL: an error would tell that some row overflows.
 */
export function translateArithmetic(expression: Arithmetic, operands: readonly Typed[], findings: Findings): Typed {
  const { operator, span } = expression;
  if (mixesConcat(expression)) {
    findings.add('DIALECT_MIXED_CONCAT', { span });
    return REFUSED;
  }
  if (operands.some(({ type }) => type.kind === 'unknown')) return REFUSED;
  const nodes = operands.map(({ node }) => node);
  const [left, right] = operands;
  if (left && right && operands.every(({ type }) => type.kind === 'string') && (operator === '+' || operator === '||')) {
    return { node: build.operatorNode('||', nodes), type: { kind: 'string' } };
  }
  const decimals = operands.some(({ type }) => type.kind === 'decimal');
  if (!left || operator === '||' || !operands.every(({ type }) => isNumeric(type)) || (operator === '/' && decimals)) {
    findings.add('DIALECT_TYPES', { span, name: operator, detail: operands.map(({ type }) => type.kind).join(' and ') });
    return REFUSED;
  }
  if (!right && operator === '+') return left;
  if (right && operator === '/') return { node: divide(left, right), type: { kind: 'double' } };
  const type = right ? resultOf(left.type, right.type) : left.type;
  if (!holdsWhatTryRefuses(expression)) return { node: build.tryNode(build.operatorNode(operator, nodes)), type };
  return withoutTry(operator, operands, type, span, findings);
}

/** Where TRY can't stand: doubles never fail, and whole numbers of 64 bits fit in 128 for one step. */
function withoutTry(operator: string, operands: readonly Typed[], type: DataType, span: Arithmetic['span'], findings: Findings): Typed {
  if (type.kind === 'decimal') {
    findings.add('DIALECT_TYPES', { span, name: operator, detail: 'decimals of aggregates, windows or subqueries; compute them in a WITH table first' });
    return REFUSED;
  }
  if (type.kind === 'double') return { node: build.operatorNode(operator, operands.map(({ node }) => node)), type };
  const wide = operands.map(({ node }) => build.castNode(node, build.typeNode('HUGEINT')));
  return { node: build.tryCastNode(build.operatorNode(operator, wide), build.typeNode('BIGINT')), type };
}

function divide(left: Typed, right: Typed) {
  const [dividend, divisor] = [left, right].map(({ node }) => build.castNode(node, build.typeNode('DOUBLE')));
  return build.operatorNode('/', [dividend ?? left.node, build.functionNode('nullif', [divisor ?? right.node, build.integerNode(0)])]);
}

function resultOf(left: DataType, right: DataType): DataType {
  if (left.kind === 'double' || right.kind === 'double') return { kind: 'double' };
  if (left.kind === 'integer' && right.kind === 'integer') return { kind: 'integer' };
  return { kind: 'decimal', width: 38, scale: (left.scale ?? 0) + (right.scale ?? 0) };
}

/** Spark gives || and + the same rank, DuckDB does not; parentheses are not in the tree. */
function mixesConcat({ operator, operands }: Arithmetic): boolean {
  const below = operands.flatMap((operand) => (operand.kind === 'arithmetic' ? [operand.operator] : []));
  return below.some((other) => (operator === '||') !== (other === '||'));
}
