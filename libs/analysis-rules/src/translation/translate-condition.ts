import type { Findings } from '../refusals';
import type { Span } from '../request';
import { childrenOf, type Comparison, type Expression } from '../sql/query';
import { isDate, isTimestamp } from '../sql/read-literal';
import type { TreeNode } from '../sql/tree';
import * as build from './nodes';
import type { Translator } from './translator';
import { isNumeric, type Typed } from './types';

/** A condition as DuckDB must compute it; values of different kinds are never compared, for the engines cast differently. */
export function translateCondition(condition: Expression, translator: Translator): TreeNode {
  const { findings, value } = translator;
  const below = (part: Expression) => translateCondition(part, translator);
  switch (condition.kind) {
    case 'logic':
      return build.logicNode(condition.operator, condition.operands.map(below));
    case 'not':
      return build.notNode(below(condition.operand));
    case 'comparison':
      return compare(condition.operator, value(condition.left), value(condition.right), condition.span, findings);
    case 'between': {
      if (growsWhenRepeated(condition.operand)) findings.add('GRAMMAR_BETWEEN', { span: condition.span });
      const operand = value(condition.operand);
      const lower = compare('>=', operand, value(condition.lower), condition.span, findings);
      const upper = compare('<=', operand, value(condition.upper), condition.span, findings);
      return build.logicNode('AND', [lower, upper]);
    }
    case 'in': {
      const operand = value(condition.operand);
      const entries = condition.list.map((entry) => align(operand, value(entry), 'IN', entry.span, findings)[1]);
      return build.inNode(condition.negated, [operand.node, ...entries]);
    }
    case 'like': {
      const [operand, pattern] = align(value(condition.operand), value(condition.pattern), 'LIKE', condition.span, findings, 'string');
      return build.operatorNode(condition.negated ? '!~~' : '~~', [operand, pattern]);
    }
    case 'null-test':
      return build.nullTestNode(condition.negated, value(condition.operand, true).node);
    default: {
      const { node, type } = value(condition);
      if (type.kind !== 'boolean' && type.kind !== 'unknown') findings.add('GRAMMAR_CONDITION', { span: condition.span, where: 'This place' });
      return node;
    }
  }
}

/** BETWEEN writes its operand twice: nested ones would double the text at every level. */
function growsWhenRepeated(operand: Expression): boolean {
  return operand.kind === 'between' || operand.kind === 'subquery' || childrenOf(operand).some(growsWhenRepeated);
}

function compare(operator: Comparison, left: Typed, right: Typed, span: Span | undefined, findings: Findings): TreeNode {
  return build.comparisonNode(operator, ...align(left, right, operator, span, findings));
}

/** Both sides in one kind; a text beside a date must be a date literal and becomes one. */
function align(left: Typed, right: Typed, name: string, span: Span | undefined, findings: Findings, only?: 'string'): [TreeNode, TreeNode] {
  const [one, other] = [asMoment(left, right), asMoment(right, left)];
  const kinds = [one.type.kind, other.type.kind];
  const fits = only ? kinds.every((kind) => kind === only) : comparable(one, other);
  if (!fits && !kinds.includes('unknown')) findings.add('DIALECT_TYPES', { span, name, detail: kinds.join(' and ') });
  return [besideTimestamp(one, other), besideTimestamp(other, one)];
}

/** DuckDB makes a date beside a timestamp one too, and fails for years that a timestamp can't hold. */
function besideTimestamp({ node, type }: Typed, beside: Typed): TreeNode {
  return type.kind === 'date' && beside.type.kind === 'timestamp' ? build.tryCastNode(node, build.typeNode('TIMESTAMP')) : node;
}

function comparable({ type: one }: Typed, { type: other }: Typed): boolean {
  if (isNumeric(one) && isNumeric(other)) return digitsTogether(one, other) <= 38;
  const moments = ['date', 'timestamp'];
  return one.kind === other.kind || (moments.includes(one.kind) && moments.includes(other.kind));
}

/** DuckDB compares decimals in a common type of at most 38 digits; beyond it, the cast of some value would fail. */
function digitsTogether(one: Typed['type'], other: Typed['type']): number {
  if ([one, other].every(({ kind }) => kind !== 'decimal') || [one, other].some(({ kind }) => kind === 'double')) return 0;
  const whole = [one, other].map(({ kind, width = 0, scale = 0 }) => (kind === 'integer' ? 19 : width - scale));
  return Math.max(...whole) + Math.max(one.scale ?? 0, other.scale ?? 0);
}

function asMoment(side: Typed, beside: Typed): Typed {
  if (side.text === undefined) return side;
  if (beside.type.kind === 'date' && isDate(side.text)) return { node: build.castNode(side.node, build.typeNode('DATE')), type: beside.type };
  if (beside.type.kind === 'timestamp' && (isDate(side.text) || isTimestamp(side.text))) {
    return { node: build.castNode(side.node, build.typeNode('TIMESTAMP')), type: beside.type };
  }
  return side;
}
