import type { CheckContext } from '../check-context';
import type { Findings } from '../refusals';
import type { Expression, Query, Relation } from '../sql/query';
import { notWithin } from '../sql/turned-round';
import { asAggregate } from './aggregates';
import { checkAggregate } from './check-aggregate';

/** `AGG(column) op number`, either way round, combined by AND and OR. */
export function checkHaving({ having, relations }: Query, { spans, findings }: CheckContext): void {
  const not = notWithin('having', spans);
  if (not) findings.add('AGG_HAVING', { span: not, rule: 'AGGREGATION' });
  if (having) checkCondition(having, relations, findings);
}

function checkCondition(condition: Expression, relations: readonly Relation[], findings: Findings): void {
  if (condition.kind === 'invalid') return;
  if (condition.kind === 'logic') return condition.operands.forEach((operand) => checkCondition(operand, relations, findings));
  if (condition.kind !== 'comparison') return findings.add('AGG_HAVING', { span: condition.span, rule: 'AGGREGATION' });
  const sides = [condition.left, condition.right];
  if (sides.some((side) => side.kind === 'invalid')) return;
  const aggregate = sides.map(asAggregate).find((side) => side !== undefined);
  const number = sides.find((side) => side.kind === 'literal' && side.type === 'number');
  if (!aggregate || !number) return findings.add('AGG_HAVING', { span: condition.span, rule: 'AGGREGATION' });
  checkAggregate(aggregate, relations, findings);
}
