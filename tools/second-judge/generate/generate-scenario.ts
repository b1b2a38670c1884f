import type { AggregationRule, AnalysisRule, CustomRule, ListRule } from '@parley/contract';
import type { Random } from '@parley/synthetic-people';
import { columnsOf, type Case, type Row, type TableOfCase, type Value } from '../model';
import { someOf } from './some-of';

export type Scenario = Omit<Case, 'query'>;
export type RuleType = 'AGGREGATION' | 'LIST' | 'CUSTOM';

export const [RUNNER, PARTNER, OTHER] = ['222222222222', '111111111111', '333333333333'] as const;
const OWNERS = { crm: RUNNER, shop: RUNNER, seg: PARTNER, bridge: OTHER };
const SCALARS = ['UPPER', 'LOWER', 'TRIM', 'RTRIM', 'COALESCE', 'CAST', 'ABS', 'SUBSTRING', 'CEILING', 'FLOOR', 'ROUND', 'LN', 'LOG', 'SQRT'] as const;

/** Four tables of at most 8 rows with NULLs, empty texts and duplicates, and a valid rule of one type for each. */
export function generateScenario(random: Random, type: RuleType): Scenario {
  const tables = Object.entries(OWNERS).map(([name, owner]): TableOfCase => {
    const table = { name, owner, hidden: [] };
    const rows = Array.from({ length: random.weighted([[0, 0.3], [1, 0.5], [4, 2], [6, 4], [8, 8]]) }, () => generateRow(table, random)); // prettier-ignore
    const allowedReceivers = random.pick([[RUNNER], [RUNNER, PARTNER]]);
    return { ...table, rule: generateRule(name, type, random), allowedReceivers, rows };
  });
  return { runner: RUNNER, receivers: [RUNNER], tables };
}

export function generateRule(table: string, type: RuleType, random: Random): AnalysisRule {
  if (type === 'CUSTOM') return customRule(table, random);
  return type === 'LIST' ? listRule(table, random) : aggregationRule(table, random);
}

function generateRow(table: Pick<TableOfCase, 'name' | 'hidden'>, random: Random): Row {
  const value = (column: string, type: string): Value => {
    if (random.chance(0.07)) return null;
    if (column.startsWith('k')) return random.pick(['e1', 'e2', 'e3', '']);
    if (column === 'x1') return random.pick(['p', 'q', 'r', 's']);
    if (type === 'string') return random.weighted([['x', 8], ['y', 6], ['X', 2], [' x', 1], ['xy ', 1], ['', 1]]); // prettier-ignore
    return random.weighted([[-2, 1], [-1, 1], [0, 2], [1, 4], [2, 4], [3, 1]]); // prettier-ignore
  };
  return Object.fromEntries([...columnsOf(table)].map(([column, type]) => [column, value(column, type)]));
}

function aggregationRule(table: string, random: Random): AnalysisRule {
  const aggregateColumns: AggregationRule['aggregateColumns'] = [];
  for (const [name, columns] of [
    ['SUM', ['m1', 'm2']],
    ['SUM_DISTINCT', ['m1', 'm2']],
    ['COUNT', ['m1', 'k1']],
    ['COUNT_DISTINCT', ['m2', 'k1', 'k2']],
    ['AVG', ['m1', 'm2']],
  ] as const) {
    const columnNames = someOf(columns, 0.6, random);
    if (columnNames.length > 0) aggregateColumns.push({ columnNames, function: name });
  }
  if (aggregateColumns.length === 0) aggregateColumns.push({ columnNames: ['m1'], function: 'SUM' });
  const aggregation: AggregationRule = {
    aggregateColumns,
    joinColumns: joinColumns(random),
    ...(random.chance(0.3) && { joinRequired: 'QUERY_RUNNER' as const }),
    ...joinOperators(random),
    dimensionColumns: random.chance(0.9) ? ['d1', ...someOf(['n1', `${table}_own`], 0.7, random)] : someOf(['n1'], 0.5, random),
    scalarFunctions: someOf(SCALARS, 0.6, random),
    outputConstraints: someOf(['k1', 'k2', 'x1', 'd1'], 0.3, random).map((columnName) => ({
      columnName,
      minimum: random.weighted([[2, 8], [3, 3], [4, 1]]), // prettier-ignore
      type: 'COUNT_DISTINCT' as const,
    })),
  };
  if (aggregation.outputConstraints.length === 0) aggregation.outputConstraints.push({ columnName: 'k1', minimum: 2, type: 'COUNT_DISTINCT' });
  return { analysisRuleType: 'AGGREGATION', analysisRulePolicy: { v1: { aggregation } } };
}

function listRule(table: string, random: Random): AnalysisRule {
  const listColumns = ['d1', ...someOf(['n1', 'm1', `${table}_own`], 0.6, random)];
  const list: ListRule = { joinColumns: joinColumns(random), ...joinOperators(random), listColumns };
  return { analysisRuleType: 'LIST', analysisRulePolicy: { v1: { list } } };
}

function customRule(table: string, random: Random): AnalysisRule {
  const columns = [...columnsOf({ name: table, hidden: [] }).keys()];
  const custom: CustomRule = {
    allowedAnalyses: ['ANY_QUERY'],
    allowedAnalysisProviders: random.pick([[RUNNER], [RUNNER, OTHER]]),
    ...(random.chance(0.6) && { disallowedOutputColumns: someOf(columns, 0.25, random) }),
    ...(random.chance(0.3) && {
      aggregationThresholds: [
        {
          identityColumns: [random.pick(['k1', 'k2', 'x1'])],
          minimumIdentityCount: random.weighted([[2, 4], [3, 1]]), // prettier-ignore
          type: 'COUNT_DISTINCT' as const,
          allowedAggregateExpressionType: random.pick(['COLUMNS_ONLY', 'ANY_EXPRESSION'] as const),
        },
      ],
    }),
  };
  return { analysisRuleType: 'CUSTOM', analysisRulePolicy: { v1: { custom } } };
}

const joinColumns = (random: Random): string[] => (random.chance(0.6) ? ['k1', 'k2'] : ['k1']);

function joinOperators(random: Random): Pick<ListRule, 'allowedJoinOperators'> {
  const allowed = random.weighted<('AND' | 'OR')[] | undefined>([[undefined, 3], [['AND'], 1], [['OR'], 2], [['AND', 'OR'], 4], [[], 0.5]]); // prettier-ignore
  return allowed ? { allowedJoinOperators: [...allowed] } : {};
}
