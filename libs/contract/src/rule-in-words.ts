import type { TableSpec } from './contract';
import type { AggregationRule, AnalysisRule, CustomRule, ListRule } from './schema/analysis-rule';

/** What a table's rule lets the one who receives results learn, in one sentence. Never promises more than the rule holds. */
export function ruleInWords(table: Pick<TableSpec, 'analysisRule'>): string {
  const rule = table.analysisRule;
  return rule ? inWords(rule) : 'not configured: it never enters a clean room';
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

function customInWords({ allowedAnalyses, allowedAnalysisProviders, disallowedOutputColumns }: CustomRule): string {
  const hidden = disallowedOutputColumns?.length ? `; never the columns ${disallowedOutputColumns.join(', ')}` : '';
  if (allowedAnalyses.length === 0) return 'nothing: no analysis is allowed';
  if (allowedAnalyses.includes('ANY_QUERY')) {
    return `whatever the queries of ${(allowedAnalysisProviders ?? []).join(', ')} select, rows of unmatched people included${hidden}`;
  }
  return `what these analyses return: ${allowedAnalyses.join(', ')}${hidden}`;
}
