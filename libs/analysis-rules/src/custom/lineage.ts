import { isAggregate } from '../aggregation/aggregates';
import { type BaseColumn, childrenOf, type ColumnReference, type Derivation, type Expression } from '../sql/query';

/** The columns of the collaboration's tables that a value derives from: window keys and subqueries within it count as well. */
export function sourcesOf(expression: Expression): readonly BaseColumn[] {
  if (expression.kind === 'column') return ofColumn(expression).sources;
  const below = childrenOf(expression).flatMap(sourcesOf);
  return expression.kind === 'subquery' ? [...below, ...expression.query.sources] : below;
}

/** Functions whose value is a number of rows or a place among them, not a value of their arguments. */
const COUNTING = new Set(['count', 'count_star', 'count_if', 'approx_count_distinct', 'row_number', 'rank', 'dense_rank']);

/** What a value is made of, through the derived tables it comes from. */
export function derivationOf(expression: Expression): Derivation {
  if (expression.kind === 'column') return ofColumn(expression);
  if (expression.kind === 'literal') return { sources: [], compared: [], plain: true, literal: true, aggregated: false };
  const over = isAggregate(expression) || expression.kind === 'window';
  const below = childrenOf(expression).map(derivationOf);
  const counts = (expression.kind === 'call' || expression.kind === 'window') && COUNTING.has(expression.name);
  const valued = counts ? [] : expression.kind === 'window' ? expression.args.map(derivationOf) : below;
  return {
    sources: distinctColumns(sourcesOf(expression)),
    compared: distinctColumns(valued.flatMap(({ compared }) => compared)),
    plain: over && below.every(({ plain }) => plain),
    literal: valued.some(({ literal }) => literal),
    aggregated: over || below.some(({ aggregated }) => aggregated),
  };
}

/** What a column of a set operation is made of: an unchanged column only where both sides are the same one. */
export function mergedDerivation(left: Derivation, right: Derivation): Derivation {
  const same = left.origin && right.origin && left.origin.table === right.origin.table && left.origin.column === right.origin.column;
  return {
    sources: distinctColumns([...left.sources, ...right.sources]),
    compared: distinctColumns([...left.compared, ...right.compared]),
    ...(same && { origin: left.origin }),
    plain: left.plain && right.plain && left.literal === right.literal,
    literal: left.literal || right.literal,
    aggregated: left.aggregated && right.aggregated,
  };
}

function ofColumn({ relation, name }: ColumnReference): Derivation {
  const known = relation.derived?.get(name);
  if (known) return known;
  const columns = relation.derived ? [] : [{ table: relation.table, column: name }];
  return { sources: columns, compared: columns, origin: columns[0], plain: true, literal: false, aggregated: false };
}

/** Each column once. */
export function distinctColumns(columns: readonly BaseColumn[]): readonly BaseColumn[] {
  return [...new Map(columns.map((column) => [JSON.stringify([column.table.name, column.column]), column])).values()];
}
