import type { RoomTable } from '@parley/analysis-rules';

export interface RuleColumnNames {
  /** List or dimension columns; under CUSTOM, those that may come out. */
  items: readonly string[];
  /** What may be aggregated, with the call that is allowed: `SUM(` or `COUNT(DISTINCT `. */
  aggregates: readonly { column: string; call: string }[];
  /** Every column that the rule gives a role. */
  named: readonly string[];
  /** What a CUSTOM rule bars from the output. */
  barred: readonly string[];
}

/** The columns of a table by what its rule lets a query do with them. */
export function ruleColumnNames({ analysisRule: rule, columns }: RoomTable): RuleColumnNames {
  switch (rule?.analysisRuleType) {
    case 'AGGREGATION': {
      const { aggregateColumns, dimensionColumns, joinColumns } = rule.analysisRulePolicy.v1.aggregation;
      const aggregates = aggregateColumns.flatMap(({ columnNames, function: name }) => columnNames.map((column) => ({ column, call: callOf(name) })));
      return { items: dimensionColumns, aggregates, named: [...dimensionColumns, ...joinColumns, ...aggregates.map(({ column }) => column)], barred: [] };
    }
    case 'LIST': {
      const { listColumns, joinColumns } = rule.analysisRulePolicy.v1.list;
      return { items: listColumns, aggregates: [], named: [...listColumns, ...joinColumns], barred: [] };
    }
    case 'CUSTOM': {
      const barred = rule.analysisRulePolicy.v1.custom.disallowedOutputColumns ?? [];
      const named = columns.map(({ name }) => name);
      return { items: named.filter((name) => !barred.includes(name)), aggregates: [], named, barred };
    }
    default:
      return { items: [], aggregates: [], named: [], barred: [] };
  }
}

function callOf(name: string): string {
  const [call, distinct] = name.split('_');
  return distinct ? `${call}(DISTINCT ` : `${call}(`;
}
