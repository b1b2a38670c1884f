import type { Problem } from '@parley/errors';
import { AWS_QUOTAS } from '../aws-quotas';
import { typeInRoom } from '../columns';
import { columnNotAllowed, duplicateName, joinRequiredWithoutColumns, notANumber, overlap, ruleTooLong } from '../errors';
import type { TableDraft } from '../party-draft';
import { ruleBodyPath, type RuleColumn, ruleColumns } from '../rule-columns';
import type { AggregationRule, AnalysisRule } from '../schema/analysis-rule';
import { checkExposable } from './check-allowed-columns';
import { checkCustomRule } from './check-custom-rule';
import { checkThresholds } from './check-thresholds';

/** A rule names only columns of the table's `allowedColumns`, and holds no contradiction that AWS would refuse. */
export function checkRule(table: TableDraft): Problem[] {
  const rule = table.spec.analysisRule;
  if (!rule) return [];
  const columns = ruleColumns(rule);
  return [
    ...columns.flatMap((named) => checkNamedColumn(table, rule, named)),
    ...checkRepeats(table, rule, columns),
    ...checkOverlaps(table, rule, columns),
    ...checkByType(table, rule),
    ...checkLength(table, rule),
  ];
}

function checkNamedColumn(table: TableDraft, rule: AnalysisRule, { field, column, path }: RuleColumn): Problem[] {
  const place = table.at(...ruleBodyPath(rule), ...path);
  const allowed = table.spec.allowedColumns;
  if (allowed?.includes(column)) return [];
  const problems = checkExposable(table, column, place);
  if (problems.length > 0 || !allowed) return problems;
  return [columnNotAllowed(place, field, column, allowed)];
}

function checkRepeats(table: TableDraft, rule: AnalysisRule, columns: readonly RuleColumn[]): Problem[] {
  const seen = new Set<string>();
  return columns.flatMap(({ field, column, path }) => {
    // One list at a time: aggregateColumns may name a column once a function.
    const key = JSON.stringify([path.slice(0, -1), field === 'outputConstraints' ? path[1] : '', column]);
    const twice = seen.has(key);
    seen.add(key);
    return twice ? [duplicateName(table.at(...ruleBodyPath(rule), ...path), field, column)] : [];
  });
}

/** The lists that may not share a column (User Guide, analysis-rules-aggregation and analysis-rules-list). */
const APART = [
  ['dimensionColumns', 'joinColumns'],
  ['dimensionColumns', 'aggregateColumns'],
  ['listColumns', 'joinColumns'],
] as const;

function checkOverlaps(table: TableDraft, rule: AnalysisRule, columns: readonly RuleColumn[]): Problem[] {
  return APART.flatMap(([field, other]) => {
    const taken = new Set(columns.filter((named) => named.field === other).map(({ column }) => column));
    return columns
      .filter((named) => named.field === field && taken.has(named.column))
      .map(({ column, path }) => overlap(table.at(...ruleBodyPath(rule), ...path), field, other, column));
  });
}

function checkByType(table: TableDraft, rule: AnalysisRule): Problem[] {
  if (rule.analysisRuleType === 'AGGREGATION') return checkAggregation(table, rule.analysisRulePolicy.v1.aggregation);
  if (rule.analysisRuleType !== 'CUSTOM') return [];
  const { custom } = rule.analysisRulePolicy.v1;
  return [...checkCustomRule(table, custom), ...checkThresholds(table, custom)];
}

const NUMERIC = ['int', 'bigint', 'double'];

function checkAggregation(table: TableDraft, rule: AggregationRule): Problem[] {
  const at = (...path: (string | number)[]) => table.at('analysisRule', 'analysisRulePolicy', 'v1', 'aggregation', ...path);
  const stuck = rule.joinRequired && rule.joinColumns.length === 0 ? [joinRequiredWithoutColumns(at('joinRequired'))] : [];
  const sums = rule.aggregateColumns.flatMap(({ columnNames, function: fn }, entry) => {
    if (fn === 'COUNT' || fn === 'COUNT_DISTINCT') return [];
    return columnNames.flatMap((column, index) => {
      const type = typeInRoom(table.spec, column);
      const numeric = type === undefined || NUMERIC.includes(type);
      return numeric ? [] : [notANumber(at('aggregateColumns', entry, 'columnNames', index), fn, column, type)];
    });
  });
  return [...stuck, ...sums];
}

function checkLength(table: TableDraft, rule: AnalysisRule): Problem[] {
  const bytes = Buffer.byteLength(JSON.stringify(rule.analysisRulePolicy));
  return bytes > AWS_QUOTAS.analysisRuleBytes ? [ruleTooLong(table.keyAt('analysisRule'), bytes)] : [];
}
