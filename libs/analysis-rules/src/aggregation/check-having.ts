import type { Findings } from '../refusals';
import type { Expression } from '../sql/query';
import { asAggregate } from './aggregates';
import { checkAggregate } from './check-aggregate';

/** `AGG(column) op number`, either way round, combined by AND and OR. */
export function checkHaving(condition: Expression | undefined, findings: Findings): void {
  if (!condition || condition.kind === 'invalid') return;
  if (condition.kind === 'logic') return condition.operands.forEach((operand) => checkHaving(operand, findings));
  if (condition.kind !== 'comparison') return findings.add('AGG_HAVING', { span: condition.span, rule: 'AGGREGATION' });
  const sides = [condition.left, condition.right];
  if (sides.some((side) => side.kind === 'invalid')) return;
  const aggregate = sides.map(asAggregate).find((side) => side !== undefined);
  const number = sides.find((side) => side.kind === 'literal' && side.type === 'number');
  if (!aggregate || !number) return findings.add('AGG_HAVING', { span: condition.span, rule: 'AGGREGATION' });
  checkAggregate(aggregate, findings);
}
