import type { CheckContext } from '../check-context';
import { checkJoins } from '../joins/check-joins';
import { childrenOf, type Expression, type Query } from '../sql/query';
import { aggregationRuleOf } from '../tables/rule-of';
import { checkWhere, type WhereRule } from '../where/check-where';
import { isAggregate } from './aggregates';
import { checkGrouping } from './check-grouping';
import { checkHaving } from './check-having';
import { checkItem } from './check-item';
import { checkJoinRequired } from './check-join-required';

const WHERE_RULE: WhereRule = {
  rule: 'AGGREGATION',
  field: 'dimensionColumns',
  columnsOf: (table) => aggregationRuleOf(table).dimensionColumns,
};

/** The AGGREGATION rule (clean-rooms-semantics.md section 2; AWS page analysis-rules-aggregation, read 2026). */
export function checkAggregation(query: Query, context: CheckContext): void {
  const { findings, switches } = context;
  for (const { expression } of query.items) checkItem(expression, { where: 'SELECT', aggregates: true }, query, context);
  for (const group of query.groupBy) checkItem(group, { where: 'GROUP BY', aggregates: false }, query, context);
  for (const { expression } of query.orderBy) checkItem(expression, { where: 'ORDER BY', aggregates: true }, query, context);
  checkHaving(query, context);
  checkGrouping(query, findings);
  checkAnAggregate(query, context);
  checkJoins(query, { name: 'AGGREGATION', of: aggregationRuleOf }, context);
  checkJoinRequired(query, context);
  checkWhere(query.where, WHERE_RULE, switches, findings);
  // DuckDB's parser makes a COALESCE of it.
  const ifNull = context.spans.words('ifnull');
  if (ifNull) findings.add('AGG_SCALAR_UNKNOWN', { span: ifNull, name: 'IFNULL', rule: 'AGGREGATION.scalarFunctions' });
  checkClauses(query, context);
}

/** One that stands within an expression is refused for that; the list has it nevertheless. */
function checkAnAggregate(query: Query, { findings, spans }: CheckContext): void {
  if (!query.items.some(({ expression }) => holdsAggregate(expression))) findings.add('AGG_NO_AGGREGATE', { span: spans.words('select'), rule: 'AGGREGATION' });
}

function holdsAggregate(expression: Expression): boolean {
  return expression.kind === 'invalid' || isAggregate(expression) || childrenOf(expression).some(holdsAggregate);
}

function checkClauses(query: Query, { findings, spans }: CheckContext): void {
  const refused = (name: string, ...words: string[]) => findings.add('AGG_CLAUSE', { span: spans.words(...words), name, rule: 'AGGREGATION' });
  if (query.distinct) refused('SELECT DISTINCT', 'select', 'distinct');
  if (query.limit) refused('LIMIT', 'limit');
  if (query.offset) refused('OFFSET', 'offset');
}
