import { judge, type RoomTable, type Verdict } from '@parley/analysis-rules';
import { type GlueType, readGlueType } from '@parley/catalog';

const [OWNER, PARTNER] = ['111122223333', '444455556666'];

const TABLES: readonly RoomTable[] = [
  {
    name: 'crm',
    owner: OWNER,
    columns: [
      { name: 'hashed_email', type: 'string' },
      { name: 'customer_id', type: 'int' },
      { name: 'region', type: 'string' },
      { name: 'spend', type: 'int' },
    ],
    analysisRule: aggregation(['customer_id'], ['spend'], ['region'], 25),
    collaborationRule: { allowedResultReceivers: [OWNER] },
  },
  {
    name: 'seg',
    owner: PARTNER,
    columns: [
      { name: 'hashed_email', type: 'string' },
      { name: 'segment', type: 'string' },
    ],
    analysisRule: aggregation(['hashed_email'], [], ['segment'], 100),
    collaborationRule: { allowedResultReceivers: [OWNER] },
  },
];

const SELECT =
  'SELECT s.segment, c.region, COUNT(DISTINCT c.customer_id) AS customers, SUM(c.spend) AS spend ' +
  'FROM seg s JOIN crm c ON s.hashed_email = c.hashed_email GROUP BY s.segment, c.region';

/** The query as a runner sends it, which is also the query without protection. */
export const UNPROTECTED = SELECT;

/** What a careful person would write, knowing both parties' thresholds. */
export const BY_HAND = `${SELECT} HAVING COUNT(DISTINCT s.hashed_email) >= 100 AND COUNT(DISTINCT c.hashed_email) >= 25`;

/** The verdict that the rules give, whose SQL the clean room runs. */
export async function allowedVerdict(): Promise<Extract<Verdict, { allowed: true }>> {
  const verdict = await judge({ sql: UNPROTECTED, runner: OWNER, receivers: [OWNER], tables: TABLES });
  if (!verdict.allowed) throw new Error(`the bench's own query is refused: ${verdict.refusals.map(({ code }) => code).join(', ')}`);
  return verdict;
}

/** The Glue type of a column. */
export function typeOf(table: string, column: string): GlueType {
  const found = TABLES.find(({ name }) => name === table)?.columns.find(({ name }) => name === column);
  const type = found && readGlueType(found.type);
  if (!type) throw new Error(`the bench has no column ${table}.${column}`);
  return type;
}

function aggregation(counted: string[], summed: string[], dimensionColumns: string[], minimum: number): RoomTable['analysisRule'] {
  const sums = summed.length > 0 ? [{ function: 'SUM' as const, columnNames: summed }] : [];
  return {
    analysisRuleType: 'AGGREGATION',
    analysisRulePolicy: {
      v1: {
        aggregation: {
          aggregateColumns: [{ function: 'COUNT_DISTINCT', columnNames: counted }, ...sums],
          joinColumns: ['hashed_email'],
          dimensionColumns,
          scalarFunctions: [],
          outputConstraints: [{ columnName: 'hashed_email', minimum, type: 'COUNT_DISTINCT' }],
        },
      },
    },
  };
}
