import type { Expression } from '../sql/query';
import { commonType } from './common-type';
import * as build from './nodes';
import { REFUSED } from './refused';
import type { Translator } from './translator';
import type { Typed } from './types';

/** CASE, whose results must be of one type: the engines widen unlike ones differently. */
export function translateCase({ branches, otherwise, span }: Extract<Expression, { kind: 'case' }>, translator: Translator): Typed {
  const tests = branches.map(({ when }) => translator.condition(when));
  const values = [...branches.map(({ result }) => result), otherwise].map((one) => one && translator.value(one));
  const results = values.filter((value) => value !== undefined);
  const type = commonType(results.map((result) => result.type));
  if (!type) {
    translator.findings.add('DIALECT_TYPES', { span, name: 'CASE', detail: results.map((result) => result.type.kind).join(' and ') });
    return REFUSED;
  }
  const nodes = tests.map((when, index) => ({ when, result: values[index]?.node ?? build.NULL }));
  return { node: build.caseNode(nodes, values[tests.length]?.node), type };
}
