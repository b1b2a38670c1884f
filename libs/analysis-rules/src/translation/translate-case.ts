import type { Findings } from '../refusals';
import type { Expression } from '../sql/query';
import { commonType } from './common-type';
import * as build from './nodes';
import { REFUSED } from './refused';
import { translateCondition } from './translate-condition';
import { translateValue } from './translate-value';
import type { Typed } from './types';

/** CASE, whose results must be of one type: the engines widen unlike ones differently. */
export function translateCase({ branches, otherwise, span }: Extract<Expression, { kind: 'case' }>, findings: Findings): Typed {
  const tests = branches.map(({ when }) => translateCondition(when, findings));
  const results = [...branches.map(({ result }) => result), ...(otherwise ? [otherwise] : [])].map((one) => translateValue(one, findings));
  const type = commonType(results.map((result) => result.type));
  if (!type) {
    findings.add('DIALECT_TYPES', { span, name: 'CASE', detail: results.map((result) => result.type.kind).join(' and ') });
    return REFUSED;
  }
  const nodes = tests.map((when, index) => ({ when, result: results[index]?.node ?? REFUSED.node }));
  return { node: build.caseNode(nodes, results[tests.length]?.node), type };
}
