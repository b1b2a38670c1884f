import type { ColumnRef, Expression, Pointer, Query } from '../model';
import { partsOf } from './parts-of';
import { relationOf, relationsWith, type Scope } from './scope';

/**
 * The expression behind an item of a clause after SELECT; none where the query has no such item. A whole number is an
 * ordinal. A bare name is a column before it is an alias in GROUP BY, and an alias before it is a column elsewhere, as in Spark.
 */
export function pointedAt(one: Expression | Pointer, clause: 'GROUP BY' | 'HAVING' | 'ORDER BY', { items }: Query, scope: Scope): Expression | undefined {
  if (one.kind === 'literal' && typeof one.value === 'number') return items[one.value - 1]?.expression;
  if (one.kind === 'ordinal') return items[one.position - 1]?.expression;
  if (one.kind !== 'alias' && (one.kind !== 'column' || one.alias)) return one;
  const column: ColumnRef = { kind: 'column', column: one.kind === 'alias' ? one.name : one.column };
  const named = items.find(({ alias }) => alias === column.column)?.expression;
  const isColumn = relationsWith(column, scope).length > 0;
  return clause === 'GROUP BY' && isColumn ? column : (named ?? column);
}

/**
 * Whether a clause after SELECT has a bare name, at any depth but within an aggregate's own, that is a column and an output
 * that is another thing.
 */
export function hasDoubleName(query: Query, scope: Scope): boolean {
  const clauses = [query.groupBy, query.having, query.orderBy.map(({ expression }) => expression)];
  const bare = partsOf<ColumnRef | Pointer>(clauses, ({ kind, ...part }) => kind === 'alias' || (kind === 'column' && !('alias' in part)));
  return bare.some((one) => {
    const name = one.kind === 'alias' ? one.name : one.kind === 'column' ? one.column : '';
    const columns = relationsWith({ kind: 'column', column: name }, scope).map(({ alias }) => `"${alias}.${name}"`);
    const outputs = query.items.filter(({ alias }) => alias === name).map(({ expression }) => keyOf(expression, scope));
    return outputs.length > 0 && new Set([...columns, ...outputs]).size > 1;
  });
}

/** One text for one expression, whichever way its columns are written. */
export function keyOf(expression: Expression, scope: Scope): string {
  return JSON.stringify(expression, (_, value: unknown) => {
    const one = value as ColumnRef | undefined;
    return one?.kind === 'column' ? `${relationOf(one, scope)?.alias}.${one.column}` : value;
  });
}
