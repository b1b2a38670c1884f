import type { AggregationRule, AnalysisRule, CustomRule, ListRule } from '@parley/contract';
import type { Fact } from './fact';

const OWN_PEOPLE = ['learns only about people in its own table', 'may learn about people who are not in its own table'] as const;

type Said = Omit<Fact, 'table' | 'id'> & { value: string };

/** What a rule permits and what it demands, a fact a value: `joinColumns` with two columns is two facts. */
export function ruleFacts(table: string, rule: AnalysisRule): Fact[] {
  return said(rule).map(({ value, ...fact }) => ({ ...fact, table, id: `${table}/${fact.field}/${value}` }));
}

function said(rule: AnalysisRule): Said[] {
  switch (rule.analysisRuleType) {
    case 'AGGREGATION':
      return aggregation(rule.analysisRulePolicy.v1.aggregation);
    case 'LIST':
      return list(rule.analysisRulePolicy.v1.list);
    case 'CUSTOM':
      return custom(rule.analysisRulePolicy.v1.custom);
  }
}

function aggregation({ aggregateColumns, joinColumns, joinRequired, allowedJoinOperators, dimensionColumns, scalarFunctions, outputConstraints, additionalAnalyses, ...rest }: AggregationRule): Said[] {
  return [
    ...aggregateColumns.flatMap((entry) =>
      entry.columnNames.map((column) => permits('aggregateColumns', `${entry.function}:${column}`, `learns ${entry.function} of ${column} for each group`)),
    ),
    ...joins(joinColumns, allowedJoinOperators),
    ...dimensionColumns.map((column) => permits('dimensionColumns', column, `may group and filter by ${column}`)),
    ...scalarFunctions.map((name) => permits('scalarFunctions', name, `may apply ${name} to dimensions`)),
    ...outputConstraints.map(({ columnName, minimum }) => ({
      ...guards('outputConstraints', columnName, `sees no group with fewer than ${minimum} distinct ${columnName}`, `sees groups with any number of ${columnName}`),
      level: minimum,
    })),
    ...(joinRequired ? [guards('joinRequired', '', ...OWN_PEOPLE)] : []),
    ...additional(additionalAnalyses),
    ...others(rest),
  ];
}

function list({ joinColumns, allowedJoinOperators, listColumns, additionalAnalyses, ...rest }: ListRule): Said[] {
  return [
    guards('analysisRuleType', 'LIST', ...OWN_PEOPLE),
    ...joins(joinColumns, allowedJoinOperators),
    ...listColumns.map((column) => permits('listColumns', column, `learns ${column} of each matched person`)),
    ...additional(additionalAnalyses),
    ...others(rest),
  ];
}

function custom({ allowedAnalyses, allowedAnalysisProviders, additionalAnalyses, disallowedOutputColumns, ...rest }: CustomRule): Said[] {
  return [
    permits('analysisRuleType', 'CUSTOM', 'learns what the allowed analyses return, rows of unmatched people included'),
    ...allowedAnalyses.map((analysis) => permits('allowedAnalyses', analysis, analysis === 'ANY_QUERY' ? 'may run any query of the listed providers' : `may run ${analysis}`)),
    ...(allowedAnalysisProviders ?? []).map((account) => permits('allowedAnalysisProviders', account, `may run what account ${account} writes`)),
    ...(disallowedOutputColumns ?? []).map((column) => guards('disallowedOutputColumns', column, `never sees ${column} in a result`, `may see ${column} in a result`)),
    ...additional(additionalAnalyses),
    ...others(rest),
  ];
}

function joins(columns: readonly string[], operators: readonly string[] = []): Said[] {
  return [
    ...columns.map((column) => permits('joinColumns', column, `may match people on ${column}`)),
    ...(operators.includes('OR') ? [permits('allowedJoinOperators', 'OR', 'may match on one column or another in one join')] : []),
  ];
}

/** AWS takes an absent value as NOT_ALLOWED. */
function additional(value = 'NOT_ALLOWED'): Said[] {
  if (value === 'ALLOWED') return [permits('additionalAnalyses', value, 'may use results in further analyses, such as a lookalike model')];
  return value === 'REQUIRED' ? [guards('additionalAnalyses', value, 'may use results in further analyses only, and never receive them', 'may receive results')] : [];
}

/** Members this file has no words for: told as they stand, since an untold change would be taken for none. */
function others(rest: Record<string, unknown>): Said[] {
  return Object.entries(rest)
    .filter(([, value]) => value !== undefined)
    .map(([field, value]) => guards(field, JSON.stringify(value), `is held to ${field} ${JSON.stringify(value)}`, `is not held to ${field} ${JSON.stringify(value)}`));
}

const permits = (field: string, value: string, words: string): Said => ({ field, value, kind: 'permits', words });
const guards = (field: string, value: string, words: string, without: string): Said => ({ field, value, kind: 'guards', words, without });
