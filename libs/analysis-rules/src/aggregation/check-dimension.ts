import type { Findings } from '../refusals';
import type { ColumnReference } from '../sql/query';
import { aggregationRuleOf } from '../tables/rule-of';

/** A column outside an aggregate must be one of the dimension columns; the refusal says which other role it has. */
export function checkDimension(column: ColumnReference, findings: Findings): void {
  const { table } = column.relation;
  const rule = aggregationRuleOf(table);
  if (rule.dimensionColumns.includes(column.name)) return;
  const detail = { span: column.span, table: table.name, column: column.name };
  const aggregated = rule.aggregateColumns.some((entry) => entry.columnNames.includes(column.name));
  if (rule.joinColumns.includes(column.name)) findings.add('AGG_JOIN_COLUMN_NOT_ALLOWED', { ...detail, rule: 'AGGREGATION.joinColumns' });
  else if (aggregated) findings.add('AGG_AGGREGATE_COLUMN_BARE', { ...detail, rule: 'AGGREGATION.aggregateColumns' });
  else findings.add('AGG_COLUMN_NO_ROLE', { ...detail, rule: 'AGGREGATION.dimensionColumns' });
}
