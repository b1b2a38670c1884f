import type { Expression } from '../sql/query';
import * as build from './nodes';
import { REFUSED } from './refused';
import type { Translator } from './translator';
import { glueType, type Typed } from './types';

/** A checked query within an expression: a value, a list to look in, or a test for rows. */
export function translateSubquery({ mode, operand, query, span }: Extract<Expression, { kind: 'subquery' }>, translator: Translator): Typed {
  const type = glueType(query.type);
  if (mode === 'scalar') return { node: build.subqueryNode(mode, query.node, undefined), type };
  const value = operand && translator.value(operand);
  if (value && value.type.kind !== 'unknown' && value.type.kind !== type.kind) {
    translator.findings.add('DIALECT_TYPES', { span, name: 'IN', detail: `${value.type.kind} and ${type.kind}` });
    return REFUSED;
  }
  return { node: build.subqueryNode(mode, query.node, value?.node), type: { kind: 'boolean' } };
}
