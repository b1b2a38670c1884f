import type { AnalysisRule, Party, TableSpec } from '@parley/contract';
import { diffRules } from './diff-rules';

const aggregation = {
  aggregateColumns: [{ columnNames: ['visits'], function: 'SUM' as const }],
  joinColumns: ['hashed_email'],
  joinRequired: 'QUERY_RUNNER' as const,
  dimensionColumns: ['area'],
  scalarFunctions: [],
  outputConstraints: [{ columnName: 'hashed_email', minimum: 50, type: 'COUNT_DISTINCT' as const }],
};
const list = { joinColumns: ['hashed_email'], listColumns: ['income_band'] };

const rule = {
  aggregation: (change: object = {}): AnalysisRule => ({ analysisRuleType: 'AGGREGATION', analysisRulePolicy: { v1: { aggregation: { ...aggregation, ...change } } } }),
  list: (change: object = {}): AnalysisRule => ({ analysisRuleType: 'LIST', analysisRulePolicy: { v1: { list: { ...list, ...change } } } }),
  custom: (change: object = {}): AnalysisRule => ({
    analysisRuleType: 'CUSTOM',
    analysisRulePolicy: { v1: { custom: { allowedAnalyses: ['ANY_QUERY'], allowedAnalysisProviders: ['111122223333'], ...change } } },
  }),
};

const party = (analysisRule?: AnalysisRule, more: Partial<TableSpec> = {}): Party[] => [
  {
    id: 'panel',
    role: 'partner',
    name: 'Panel',
    account: '444455556666',
    country: 'US',
    retentionDays: 30,
    file: 'panel/party.yaml',
    tables: [{ name: 'visits', source: { file: 'visits.csv' }, columns: [], ...(analysisRule && { analysisRule }), ...more }],
  } as Party,
];

const told = (before: Party[], after: Party[]) => diffRules(before, after).map(({ effect, words }) => `${effect}: ${words}`);

it.each<[string, AnalysisRule, AnalysisRule, string[]]>([
  ['a lower threshold', rule.aggregation(), rule.aggregation({ outputConstraints: [{ columnName: 'hashed_email', minimum: 10, type: 'COUNT_DISTINCT' }] }), ['loosens: now sees no group with fewer than 10 distinct hashed_email (was 50)']],
  ['a higher threshold', rule.aggregation(), rule.aggregation({ outputConstraints: [{ columnName: 'hashed_email', minimum: 90, type: 'COUNT_DISTINCT' }] }), ['tightens: now sees no group with fewer than 90 distinct hashed_email (was 50)']],
  ['no joinRequired', rule.aggregation(), rule.aggregation({ joinRequired: undefined }), ['loosens: now may learn about people who are not in its own table']],
  ['a dimension more, a function less', rule.aggregation({ scalarFunctions: ['UPPER'] }), rule.aggregation({ dimensionColumns: ['area', 'hour'] }), ['loosens: now may group and filter by hour', 'tightens: no longer may apply UPPER to dimensions']],
  ['a list column more', rule.list(), rule.list({ listColumns: ['income_band', 'children'] }), ['loosens: now learns children of each matched person']],
  ['OR joins', rule.list(), rule.list({ allowedJoinOperators: ['AND', 'OR'] }), ['loosens: now may match on one column or another in one join']],
  ['AND said aloud, and another order', rule.list({ listColumns: ['a', 'b'] }), rule.list({ listColumns: ['b', 'a'], allowedJoinOperators: ['AND'] }), []],
  ['a column no longer hidden', rule.custom({ disallowedOutputColumns: ['hashed_email'] }), rule.custom(), ['loosens: now may see hashed_email in a result']],
  ['NOT_ALLOWED said aloud', rule.custom(), rule.custom({ additionalAnalyses: 'NOT_ALLOWED' }), []],
])('tells %s', (_, before, after, words) => {
  expect(told(party(before), party(after))).toEqual(words);
});

it('tells what it has no words for as it stands', () => {
  expect(told(party(rule.custom()), party(rule.custom({ newControl: { minimum: 5 } })))).toEqual(['tightens: now is held to newControl {"minimum":5}']);
});

it('tells a table that enters, leaves, and a receiver', () => {
  const open = party(rule.list(), { allowedColumns: ['hashed_email', 'income_band'], collaborationAnalysisRule: { allowedResultReceivers: ['111122223333'] } });
  expect(told(party(), open)).toContain('loosens: now queries may name this table');
  expect(told(party(), open)).toContain('loosens: now account 111122223333 may receive results');
  expect(told(open, [])).toEqual(['tightens: no longer queries may name this table']);
});
