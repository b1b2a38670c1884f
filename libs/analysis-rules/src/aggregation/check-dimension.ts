import type { Findings } from '../refusals';
import type { ColumnReference } from '../sql/query';
import { aggregationRuleOf } from '../tables/rule-of';

/** A column outside an aggregate must be one of the dimension columns; the refusal says which other role it has. */
export function checkDimension(column: ColumnReference, findings: Findings): void {
  const { table } = column.relation;
  if (isDimension(column)) return;
  const rule = aggregationRuleOf(table);
  const functions = rule.aggregateColumns.filter((entry) => entry.columnNames.includes(column.name)).map((entry) => entry.function);
  const detail = { span: column.span, table: table.name, column: column.name };
  if (rule.joinColumns.includes(column.name)) findings.add('AGG_JOIN_COLUMN_NOT_ALLOWED', { ...detail, rule: 'AGGREGATION.joinColumns' });
  else if (functions.length > 0) findings.add('AGG_AGGREGATE_COLUMN_BARE', { ...detail, rule: 'AGGREGATION.aggregateColumns', permitted: functions });
  else findings.add('AGG_COLUMN_NO_ROLE', { ...detail, rule: 'AGGREGATION.dimensionColumns', permitted: rule.dimensionColumns });
}

export function isDimension({ relation, name }: ColumnReference): boolean {
  return aggregationRuleOf(relation.table).dimensionColumns.includes(name);
}
