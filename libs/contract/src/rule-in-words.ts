import { budgetInWords } from './budget-in-words';
import type { TableSpec } from './contract';
import type { AggregationRule, AggregationThreshold, AnalysisRule, CustomRule, ListRule } from './schema/analysis-rule';

/** What a table's rule lets the one who receives results learn, and how often, in one sentence. Never promises more than the rule holds. */
export function ruleInWords({ analysisRule, accessBudget }: Pick<TableSpec, 'analysisRule' | 'accessBudget'>): string {
  if (!analysisRule) return 'not configured: it never enters a clean room';
  return accessBudget ? `${inWords(analysisRule)}; ${budgetInWords(accessBudget)}` : inWords(analysisRule);
}

function inWords(rule: AnalysisRule): string {
  switch (rule.analysisRuleType) {
    case 'LIST':
      return listInWords(rule.analysisRulePolicy.v1.list);
    case 'AGGREGATION':
      return aggregationInWords(rule.analysisRulePolicy.v1.aggregation);
    case 'CUSTOM':
      return customInWords(rule.analysisRulePolicy.v1.custom);
  }
}

function listInWords({ listColumns, joinColumns }: ListRule): string {
  const columns = listColumns.length > 0 ? `columns ${listColumns.join(', ')}` : 'no column, only who matches';
  return `row-level enrichment of matched people: ${columns} (matched on ${joinColumns.join(' or ')})`;
}

function aggregationInWords(rule: AggregationRule): string {
  const thresholds = rule.outputConstraints.map(({ minimum, columnName }) => `${minimum} distinct ${columnName}`);
  const sums = rule.aggregateColumns.map((entry) => `${entry.function} of ${entry.columnNames.join(', ')}`);
  const by = rule.dimensionColumns.length > 0 ? `, by ${rule.dimensionColumns.join(', ')}` : '';
  const joined = rule.joinRequired ? ', only joined with a table of whoever queries' : '';
  return `groups above a threshold of ${thresholds.join(' and ')}: ${sums.join('; ')}${by}${joined}`;
}

function customInWords(rule: CustomRule): string {
  const { allowedAnalyses, allowedAnalysisProviders, aggregationThresholds = [] } = rule;
  if (allowedAnalyses.length === 0) return 'nothing: no analysis is allowed';
  const controls = `${thresholdsInWords(aggregationThresholds)}${hiddenInWords(rule)}`;
  if (!allowedAnalyses.includes('ANY_QUERY')) return `what these analyses return: ${allowedAnalyses.join(', ')}${controls}`;
  const whose = `whatever the queries of ${(allowedAnalysisProviders ?? []).join(', ')} select, `;
  return `${whose}${aggregationThresholds.length > 0 ? 'unmatched people counted in' : 'rows of unmatched people included'}${controls}`;
}

function thresholdsInWords(thresholds: readonly AggregationThreshold[]): string {
  const minima = thresholds.map(({ minimumIdentityCount, identityColumns, outputColumnThresholds = [] }) => {
    const other = outputColumnThresholds.map((output) =>
      output.minimumIdentityCount === 0 ? `no minimum for ${output.outputColumnName}` : `${output.minimumIdentityCount} for ${output.outputColumnName}`,
    );
    return `${minimumIdentityCount} distinct ${identityColumns.join(', ')}${other.length > 0 ? ` (${other.join(', ')})` : ''}`;
  });
  return minima.length > 0 ? `; only rows that rest on ${minima.join(' and ')}, but plain counts of the whole table` : '';
}

function hiddenInWords({ disallowedOutputColumns }: CustomRule): string {
  return disallowedOutputColumns?.length ? `; never the columns ${disallowedOutputColumns.join(', ')}` : '';
}
