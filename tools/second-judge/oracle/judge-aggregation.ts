import { columnsOf, type Aggregate, type Case, type ColumnRef, type Condition, type Expression, type Query } from '../model';
import type { Clause } from './clauses';
import { joinedWith, judgeJoins } from './judge-joins';
import { judgeWhere } from './judge-where';
import { keyOf, pointedAt } from './output-items';
import { aggregationRuleOf, relationOf, type Scope } from './scope';

export type Scalar = Extract<Expression, { kind: 'scalar' }>;
type HasRole = (column: ColumnRef) => boolean;

const HAVING_OPERATORS = new Set(['=', '>', '<', '<=', '>=', '<>', '!=']);

/** Sections 2.2 to 2.5, row by row. */
export function judgeAggregation(asked: Case, scope: Scope): Clause[] {
  const { query } = asked;
  const clauses: Clause[] = [...judgeJoins(asked, scope), ...judgeJoinRequired(asked, scope)];
  const isDimension: HasRole = (column) => {
    const relation = relationOf(column, scope);
    return relation !== undefined && aggregationRuleOf(relation.table).dimensionColumns.includes(column.column);
  };
  for (const { table } of scope.relations) {
    const columns = columnsOf(table);
    const isHidden = aggregationRuleOf(table).outputConstraints.some(({ columnName }) => !columns.has(columnName));
    if (isHidden) clauses.push('threshold on a hidden column');
  }
  const groups = query.groupBy.map((group) => pointedAt(group, 'GROUP BY', query, scope));
  const grouped = new Set(groups.map((group) => group && keyOf(group, scope)));
  // A function of what is grouped is grouped, as anywhere in SQL.
  const isGrouped = (one: Expression): boolean => one.kind === 'literal' || grouped.has(keyOf(one, scope)) || (one.kind === 'scalar' && one.args.every(isGrouped));
  const outputItem = (one: Expression): Clause[] => {
    if (one.kind === 'aggregate') return judgeAggregate(one, scope);
    const found = judgeGroup(one, scope, isDimension);
    return isGrouped(one) ? found : [...found, 'item is not grouped'];
  };

  if (!query.items.some(({ expression }) => expression.kind === 'aggregate')) clauses.push('no aggregate in SELECT');
  for (const { expression } of query.items) clauses.push(...outputItem(expression));
  for (const group of groups) clauses.push(...(group ? judgeGroup(group, scope, isDimension) : ['unknown column' as const]));
  for (const { expression } of query.orderBy) {
    const sorted = pointedAt(expression, 'ORDER BY', query, scope);
    clauses.push(...(sorted ? outputItem(sorted) : ['unknown column' as const]));
  }
  if (query.where) clauses.push(...judgeWhere(query.where, scope, isDimension));
  if (query.having) clauses.push(...judgeHaving(query.having, query, scope));
  if (query.distinct) clauses.push('SELECT DISTINCT');
  if (query.grouping) clauses.push('GROUP BY ROLLUP, CUBE, GROUPING SETS');
  if (query.limit !== undefined || query.offset !== undefined) clauses.push('LIMIT or OFFSET');
  return clauses;
}

/** A grouping item: a dimension, a listed scalar function of dimensions, or a literal. */
function judgeGroup(one: Expression, scope: Scope, isDimension: HasRole): Clause[] {
  switch (one.kind) {
    case 'literal':
      return [];
    case 'scalar':
      return judgeScalar(one, scope, isDimension);
    case 'column':
      if (!relationOf(one, scope)) return ['unknown column'];
      return isDimension(one) ? [] : ['item of another role'];
    case 'star':
      return ['SELECT *'];
    case 'subquery':
      return ['item is a subquery'];
    case 'parameter':
      return ['parameter outside a template'];
    case 'aggregate':
      return ['GROUP BY an aggregate'];
    default:
      return ['item is an expression'];
  }
}

function judgeAggregate({ name, distinct, args, window }: Aggregate, scope: Scope): Clause[] {
  if (window) return ['window'];
  const [column] = args;
  if (column?.kind !== 'column' || args.length !== 1) return ['aggregate of no column'];
  const relation = relationOf(column, scope);
  if (!relation) return ['unknown column'];
  const wanted = distinct ? `${name}_DISTINCT` : name;
  const { aggregateColumns } = aggregationRuleOf(relation.table);
  const isListed = aggregateColumns.some((entry) => entry.function === wanted && entry.columnNames.includes(column.column));
  return isListed ? [] : ['aggregate not listed'];
}

function judgeScalar({ name, args }: Scalar, scope: Scope, isDimension: HasRole): Clause[] {
  const clauses: Clause[] = [];
  for (const arg of args) {
    if (arg.kind === 'literal') continue;
    if (arg.kind !== 'column') {
      clauses.push('scalar function over another expression');
      continue;
    }
    const relation = relationOf(arg, scope);
    if (!relation) clauses.push('unknown column');
    else if (!isDimension(arg)) clauses.push('scalar function of another role');
    else if (!aggregationRuleOf(relation.table).scalarFunctions.some((allowed) => allowed === name)) clauses.push('scalar function not listed');
  }
  return [...clauses, ...unlikeSpark({ name, args })];
}

/** Forms that Spark and DuckDB read differently, and the dialect table refuses by name under every rule. */
export function unlikeSpark({ name, args: [, second] }: Pick<Scalar, 'name' | 'args'>): Clause[] {
  if (name === 'RTRIM' && second) return ['RTRIM of a set'];
  return name === 'SUBSTRING' && second?.kind === 'literal' && Number(second.value) < 1 ? ['SUBSTRING from below 1'] : [];
}

/** Section 2.2: `AGG(column) op number`, combined by AND and OR; no NOT. */
function judgeHaving(having: Condition, query: Query, scope: Scope): Clause[] {
  if (having.kind === 'and' || having.kind === 'or') return having.parts.flatMap((part) => judgeHaving(part, query, scope));
  if (having.kind !== 'compare' || !HAVING_OPERATORS.has(having.operator)) return ['HAVING form'];
  const left = pointedAt(having.left, 'HAVING', query, scope);
  if (left?.kind !== 'aggregate') return ['HAVING form'];
  if (having.right.kind !== 'literal' || typeof having.right.value !== 'number') return ['HAVING form'];
  return judgeAggregate(left, scope);
}

/** Section 2.5: a partner's table hangs together with one of the runner's; the runner's own is joined with any other. */
function judgeJoinRequired(asked: Case, scope: Scope): Clause[] {
  const needing = scope.relations.filter(({ table }) => aggregationRuleOf(table).joinRequired === 'QUERY_RUNNER');
  const lacking = needing.filter(({ alias, table }) => {
    const reached = joinedWith(alias, asked, scope);
    if (table.owner === asked.runner) return reached.size < 2;
    return !scope.relations.some((other) => other.table.owner === asked.runner && reached.has(other.alias));
  });
  return lacking.map(() => 'join required');
}
