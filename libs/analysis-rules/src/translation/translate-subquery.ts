import type { Findings } from '../refusals';
import type { Expression } from '../sql/query';
import * as build from './nodes';
import { REFUSED } from './refused';
import { translateValue } from './translate-value';
import { glueType, type Typed } from './types';

/** A checked query within an expression: a value, a list to look in, or a test for rows. */
export function translateSubquery({ mode, operand, query, span }: Extract<Expression, { kind: 'subquery' }>, findings: Findings): Typed {
  const type = glueType(query.type);
  if (mode === 'scalar') return { node: build.subqueryNode(mode, query.node, undefined), type };
  const value = operand && translateValue(operand, findings);
  if (value && value.type.kind !== 'unknown' && value.type.kind !== type.kind) {
    findings.add('DIALECT_TYPES', { span, name: 'IN', detail: `${value.type.kind} and ${type.kind}` });
    return REFUSED;
  }
  return { node: build.subqueryNode(mode, query.node, value?.node), type: { kind: 'boolean' } };
}
