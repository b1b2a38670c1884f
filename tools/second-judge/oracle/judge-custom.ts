import type { Case, ColumnRef, Query, TableOfCase } from '../model';
import type { Clause } from './clauses';
import { type Scalar, unlikeSpark } from './judge-aggregation';
import { judgeControls } from './judge-controls';
import { partsOf } from './parts-of';
import { customRuleOf, relationOf, type Scope } from './scope';

/** Sections 4.2 and 4.3: a query of the runner's own, whose outputs derive from no disallowed column. */
export function judgeCustom(asked: Case, scope: Scope): Clause[] {
  const { query, runner } = asked;
  const clauses: Clause[] = [];
  if (scope.relations.some(({ table }) => !mayAskAnything(runner, table))) clauses.push('query not among the allowed analyses');
  if (columnsWithin(query).some((column) => !relationOf(column, scope))) clauses.push('unknown column');
  if (releasedItems(query).length === 0) clauses.push('unknown column');
  const sources = columnsWithin(releasedItems(query));
  const isDisallowed = (column: ColumnRef): boolean => {
    const table = relationOf(column, scope)?.table;
    return table !== undefined && (customRuleOf(table).disallowedOutputColumns ?? []).includes(column.column);
  };
  if (sources.some(isDisallowed)) clauses.push('output of a disallowed column');
  const scalars = partsOf<Scalar>(query, ({ kind }) => kind === 'scalar');
  return [...clauses, ...scalars.flatMap(unlikeSpark), ...judgeControls(asked, scope)];
}

/** The SELECT items that reach the result: around a derived table, only the one that is taken from it. */
export function releasedItems({ wrapping, items }: Pick<Query, 'wrapping' | 'items'>): Query['items'] {
  return wrapping === 'derived' ? items.filter(({ alias }) => alias === 'o0') : items;
}

function mayAskAnything(runner: string, table: TableOfCase): boolean {
  const { allowedAnalyses, allowedAnalysisProviders = [] } = customRuleOf(table);
  return allowedAnalyses.includes('ANY_QUERY') && allowedAnalysisProviders.includes(runner);
}

/** All columns anywhere in a part of a query: under a function, in a CASE's condition, in an aggregate. */
const columnsWithin = (part: unknown): ColumnRef[] => partsOf<ColumnRef>(part, ({ kind }) => kind === 'column');
