import type { PlacedConstraint } from './aggregation/output-constraints';
import { columnsIn, type Expression, type Query } from './sql/query';

/** For each referenced table, the columns that the query or a threshold reads, in the table's order. */
export function columnsRead(query: Query, constraints: readonly PlacedConstraint[]): { table: string; columns: string[] }[] {
  const read = new Set<string>();
  for (const column of expressionsOf(query).flatMap(columnsIn)) read.add(keyOf(column.relation.table.name, column.name));
  for (const { table, column } of constraints) read.add(keyOf(table, column));
  const tables = new Set(query.relations.map((relation) => relation.table));
  return [...tables].map(({ name, columns }) => ({
    table: name,
    columns: columns.map((column) => column.name).filter((column) => read.has(keyOf(name, column))),
  }));
}

function keyOf(table: string, column: string): string {
  return JSON.stringify([table, column]);
}

function expressionsOf(query: Query): readonly Expression[] {
  const optional = [query.where, query.having].flatMap((expression) => expression ?? []);
  return [
    ...query.items.map((item) => item.expression),
    ...query.joins.map((join) => join.on),
    ...query.groupBy,
    ...query.orderBy.map((order) => order.expression),
    ...optional,
  ];
}
