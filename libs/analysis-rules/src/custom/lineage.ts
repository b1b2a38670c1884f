import { type BaseColumn, childrenOf, type ColumnReference, type Expression } from '../sql/query';

/** The columns of the collaboration's tables that a value derives from: window keys and subqueries within it count as well. */
export function sourcesOf(expression: Expression): readonly BaseColumn[] {
  const below = childrenOf(expression).flatMap(sourcesOf);
  if (expression.kind === 'column') return columnSources(expression);
  return expression.kind === 'subquery' ? [...below, ...expression.query.sources] : below;
}

function columnSources({ relation, name }: ColumnReference): readonly BaseColumn[] {
  return relation.derived ? (relation.derived.get(name) ?? []) : [{ table: relation.table, column: name }];
}

/** Each column once. */
export function distinctColumns(columns: readonly BaseColumn[]): readonly BaseColumn[] {
  return [...new Map(columns.map((column) => [JSON.stringify([column.table.name, column.column]), column])).values()];
}
