import { columnsOf, type Aggregate, type Case, type ColumnRef, type Condition, type Expression, type TableOfCase } from '../model';
import type { Clause } from './clauses';
import { partsOf } from './parts-of';
import { customRuleOf, relationOf, type Scope } from './scope';

const LEANING_AGGREGATES = ['MIN', 'MAX'];
const COMPANIONS = ['AVG', 'COUNT', 'SUM'];

/** Section 4.6, what aggregationThresholds ask of the text; what they do to the rows is `identitiesBehind`. */
export function judgeControls({ query }: Case, scope: Scope): Clause[] {
  const thresholds = scope.relations.flatMap(({ table }) => customRuleOf(table).aggregationThresholds ?? []);
  if (thresholds.length === 0) return [];
  const clauses: Clause[] = [];
  if (scope.relations.some(({ table }) => identitiesOf(table).some((column) => !columnsOf(table).has(column)))) clauses.push('threshold on a hidden column');
  const aggregates = partsOf<Aggregate>(query, (part) => part.kind === 'aggregate');
  if (thresholds.some((one) => one.allowedAggregateExpressionType !== 'ANY_EXPRESSION') && aggregates.some(isOverExpression)) {
    clauses.push('threshold: aggregate of an expression');
  }
  const shown = query.items.flatMap(({ expression }) => (expression.kind === 'aggregate' ? [expression.name] : []));
  const hasCompanion = shown.some((name) => COMPANIONS.includes(name));
  // In an inner block's HAVING it has no companion: that stands in the final SELECT.
  const isInnerHaving = query.wrapping !== 'none' && partsOf<Aggregate>(query.having, ({ kind }) => kind === 'aggregate').some(({ name }) => isLeaning(name));
  if (isInnerHaving || (!hasCompanion && aggregates.some(({ name }) => isLeaning(name)))) clauses.push('threshold: MIN or MAX alone');
  const isIdentity = (column: ColumnRef): boolean => {
    const table = relationOf(column, scope)?.table;
    return table !== undefined && identitiesOf(table).includes(column.column);
  };
  const comparisons = partsOf<Condition>(query, (part) => ['compare', 'in', 'like', 'between'].includes(String(part.kind)));
  const withLiteral = comparisons.filter((one) => one.kind !== 'compare' || [one.left, one.right].some(hasLiteral));
  if (withLiteral.some((one) => columnsIn(one).some(isIdentity))) clauses.push('threshold: identity compared with a literal');
  return clauses;
}

const identitiesOf = (table: TableOfCase): string[] => (customRuleOf(table).aggregationThresholds ?? []).flatMap((one) => one.identityColumns);

const isLeaning = (name: string): boolean => LEANING_AGGREGATES.includes(name);

function isOverExpression({ args }: Aggregate): boolean {
  return args.some(({ kind }) => kind !== 'column' && kind !== 'literal' && kind !== 'star');
}

const hasLiteral = (one: Expression): boolean => partsOf(one, (part) => part.kind === 'literal').length > 0;

const columnsIn = (part: unknown): ColumnRef[] => partsOf<ColumnRef>(part, ({ kind }) => kind === 'column');
