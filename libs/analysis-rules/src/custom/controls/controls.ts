import type { CustomRule } from '@parley/contract';
import type { RoomTable } from '../../request';
import { customRuleOf } from '../../tables/rule-of';

/** How many distinct identities of a table a row of the result must rest on (clean-rooms-semantics.md 4.6). */
export interface Threshold {
  table: RoomTable;
  /** The identity column. */
  column: string;
  minimum: number;
  /** Aggregates and windows take bare columns and constants only. */
  columnsOnly: boolean;
  /** Minima of output columns by lower-case name; 0 exempts one. */
  outputs: ReadonlyMap<string, number>;
}

/** The columns of a table that may be compared; an absent list restricts nothing. */
export interface Comparable {
  literals?: ReadonlySet<string>;
  columns?: ReadonlySet<string>;
}

/** The controls of 2026 of all tables of a query: they bind all of it. */
export interface Controls {
  thresholds: readonly Threshold[];
  /** By table name. */
  comparable: ReadonlyMap<string, Comparable>;
}

/** Nothing when no table has such a control. */
export function controlsOf(tables: readonly RoomTable[]): Controls | undefined {
  const ruled = tables.filter(({ analysisRule }) => analysisRule?.analysisRuleType === 'CUSTOM').map((table) => ({ table, rule: customRuleOf(table) }));
  const thresholds = ruled.flatMap(({ table, rule }) => thresholdsOf(table, rule));
  const comparable = new Map(ruled.flatMap(({ table, rule }) => comparableOf(table, rule)));
  return thresholds.length > 0 || comparable.size > 0 ? { thresholds, comparable } : undefined;
}

function thresholdsOf(table: RoomTable, { aggregationThresholds = [] }: CustomRule): readonly Threshold[] {
  return aggregationThresholds.flatMap((threshold) => {
    const outputs = new Map((threshold.outputColumnThresholds ?? []).map((output) => [output.outputColumnName.toLowerCase(), output.minimumIdentityCount]));
    const columnsOnly = threshold.allowedAggregateExpressionType !== 'ANY_EXPRESSION';
    return threshold.identityColumns.map((column) => ({ table, column, minimum: threshold.minimumIdentityCount, columnsOnly, outputs }));
  });
}

function comparableOf({ name }: RoomTable, { comparisonControls }: CustomRule): readonly (readonly [string, Comparable])[] {
  if (!comparisonControls) return [];
  const { allowedLiteralComparisonColumns: literals, allowedColumnComparisonColumns: columns } = comparisonControls;
  return [[name, { ...(literals && { literals: new Set(literals) }), ...(columns && { columns: new Set(columns) }) }]];
}
