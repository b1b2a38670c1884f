import type { Findings } from '../refusals';
import { childrenOf, type Expression, type Query } from '../sql/query';
import { keyOf } from '../sql/same-expression';
import { isAggregate } from './aggregates';
import { isDimension } from './check-dimension';

/**
 * Every column of SELECT and ORDER BY outside an aggregate must be grouped, itself or the expression it stands in. What
 * could not be grouped either is refused elsewhere.
 */
export function checkGrouping(query: Query, findings: Findings): void {
  if (query.groupBy.some(({ kind }) => kind === 'invalid')) return;
  const grouped = new Set(query.groupBy.map(keyOf));
  for (const { expression } of query.items) {
    if (!isGrouped(expression, grouped)) findings.add('AGG_NOT_GROUPED', { span: expression.span, where: 'SELECT' });
  }
  for (const { expression } of query.orderBy) {
    if (!isGrouped(expression, grouped)) findings.add('AGG_NOT_GROUPED', { span: expression.span, where: 'ORDER BY' });
  }
}

function isGrouped(expression: Expression, grouped: ReadonlySet<string>): boolean {
  if (isAggregate(expression) || grouped.has(keyOf(expression))) return true;
  if (expression.kind === 'column') return !isDimension(expression);
  return childrenOf(expression).every((child) => isGrouped(child, grouped));
}
