import type { AggregationRule, CustomRule, ListRule } from '@parley/contract';
import { columnsOf, type Case, type ColumnRef, type TableOfCase } from '../model';

/** The relations of a query's FROM clause, in order. */
export interface Scope {
  relations: readonly { alias: string; table: TableOfCase }[];
}

export function scopeOf({ query, tables }: Pick<Case, 'query' | 'tables'>): Scope {
  const relations = [query.from, ...query.joins].map(({ alias, table: name }) => {
    const table = tables.find((one) => one.name === name);
    if (!table) throw new Error(`the generator named an unknown table ${name}`);
    return { alias, table };
  });
  return { relations };
}

/** The relation a column belongs to; none where it is unknown, or bare and ambiguous. */
export function relationOf(ref: ColumnRef, { relations }: Scope) {
  const having = relationsWith(ref, { relations });
  return having.length === 1 ? having[0] : undefined;
}

/** The relations that a column could belong to. */
export function relationsWith(ref: ColumnRef, { relations }: Scope) {
  return relations.filter(({ table, alias }) => columnsOf(table).has(ref.column) && (!ref.alias || ref.alias === alias));
}

export function aggregationRuleOf(table: TableOfCase): AggregationRule {
  if (table.rule?.analysisRuleType !== 'AGGREGATION') throw new Error(`${table.name} has no AGGREGATION rule`);
  return table.rule.analysisRulePolicy.v1.aggregation;
}

export function listRuleOf(table: TableOfCase): ListRule {
  if (table.rule?.analysisRuleType !== 'LIST') throw new Error(`${table.name} has no LIST rule`);
  return table.rule.analysisRulePolicy.v1.list;
}

export function customRuleOf(table: TableOfCase): CustomRule {
  if (table.rule?.analysisRuleType !== 'CUSTOM') throw new Error(`${table.name} has no CUSTOM rule`);
  return table.rule.analysisRulePolicy.v1.custom;
}
