import type { AnalysisRule } from '@parley/contract';
import type { Case, Expression, Query, Value } from '../model';
import { releasedItems } from '../oracle/judge-custom';
import { pointedAt } from '../oracle/output-items';
import { scopeOf, type Scope } from '../oracle/scope';
import { holds } from './conditions';
import { evaluate, type JoinedRow } from './evaluate-expression';
import { valueOverGroup } from './evaluate-group';
import { joinedRows } from './join-rows';

/** One row the query makes, before anything is suppressed. */
export interface OracleRow {
  cells: Value[];
  sortKeys: Value[];
  /** For each constraint of each referenced table: the distinct identities behind this row, and how many the rule asks for. */
  identities: { constraint: string; found: number; minimum: number }[];
}

/** Section 2.6: a row goes when any constraint of any table finds too few. */
export const isSuppressed = ({ identities }: OracleRow): boolean => identities.some(({ found, minimum }) => found < minimum);

/** The rows an allowed query makes, by brute force: all joined rows first, then groups, then HAVING. Neither sorted nor limited. */
export function oracleRows(asked: Case): OracleRow[] {
  const { query } = asked;
  const scope = scopeOf(asked);
  const joined = joinedRows(asked, scope);
  const inHaving = (one: Expression): Expression => (one.kind === 'column' ? (pointedAt(one, 'HAVING', query, scope) ?? one) : one);
  const sorting = query.orderBy.flatMap(({ expression }) => pointedAt(expression, 'ORDER BY', query, scope) ?? []);
  return groupsOf(query, joined, scope)
    .filter((rows) => !query.having || holds(query.having, (one) => valueOverGroup(inHaving(one), rows)) === true)
    .map((rows) => ({
      cells: releasedItems(query).map(({ expression }) => valueOverGroup(expression, rows)),
      sortKeys: sorting.map((one) => valueOverGroup(one, rows)),
      identities: isPlainCount(query, scope) ? [] : identitiesBehind(rows, scope),
    }));
}

/** The joined rows behind each output row. */
function groupsOf(query: Query, joined: JoinedRow[], scope: Scope): JoinedRow[][] {
  const grouping = query.groupBy.flatMap((one) => pointedAt(one, 'GROUP BY', query, scope) ?? []);
  if (grouping.length > 0) return groupBy(joined, grouping);
  // Aggregates without GROUP BY make one row, even of no rows.
  if (query.items.some(({ expression }) => expression.kind === 'aggregate')) return [joined];
  if (query.distinct) return groupBy(joined, query.items.map(({ expression }) => expression)); // prettier-ignore
  return joined.map((row) => [row]);
}

function groupBy(rows: JoinedRow[], by: readonly Expression[]): JoinedRow[][] {
  const groups = new Map<string, JoinedRow[]>();
  for (const row of rows) {
    const key = JSON.stringify(by.map((one) => evaluate(one, row)));
    const group = groups.get(key);
    if (group) group.push(row);
    else groups.set(key, [row]);
  }
  return [...groups.values()];
}

function identitiesBehind(rows: JoinedRow[], { relations }: Scope): OracleRow['identities'] {
  return relations.flatMap(({ alias, table: { name, rule } }) => {
    return constraintsOf(rule).map(({ columnName, minimum }) => {
      const values = rows.map((row) => row.get(alias)?.[columnName]).filter((value) => value !== null);
      return { constraint: `${name}.${columnName}`, found: new Set(values).size, minimum };
    });
  });
}

function constraintsOf(rule: AnalysisRule | undefined): { columnName: string; minimum: number }[] {
  if (rule?.analysisRuleType === 'AGGREGATION') return rule.analysisRulePolicy.v1.aggregation.outputConstraints;
  const thresholds = rule?.analysisRuleType === 'CUSTOM' ? (rule.analysisRulePolicy.v1.custom.aggregationThresholds ?? []) : [];
  return thresholds.flatMap(({ identityColumns, minimumIdentityCount: minimum }) => identityColumns.map((columnName) => ({ columnName, minimum })));
}

/**
 * Section 4.6: thresholds of CUSTOM are not enforced on counts over one table, without grouping and join; within another SELECT they
 * are. Of WHERE, HAVING and expressions the documents say nothing: read strictly, a count of chosen rows is no count of the table.
 */
function isPlainCount({ wrapping, items, joins, groupBy, where, having }: Query, { relations }: Scope): boolean {
  const isCustom = relations.every(({ table }) => table.rule?.analysisRuleType === 'CUSTOM');
  const isCount = items.every(({ expression }) => expression.kind === 'aggregate' && expression.name === 'COUNT' && expression.args.every(isBare));
  return isCustom && isCount && wrapping === 'none' && joins.length === 0 && groupBy.length === 0 && !where && !having;
}

const isBare = ({ kind }: Expression): boolean => kind === 'column' || kind === 'literal' || kind === 'star';
