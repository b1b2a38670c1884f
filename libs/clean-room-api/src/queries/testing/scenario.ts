import type { MemberAbility, ProtectedQueryOutputConfiguration } from '@aws-sdk/client-cleanrooms';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { AssociationRecord, ConfiguredTableRecord, MembershipRecord, MemberRecord, RuleType } from '../../state/records';
import type { State } from '../../state/state';

// The scenario of clean-rooms-semantics.md 9.1: P provides, Q runs queries and pays, R contributes.
export const P = '111111111111';
export const Q = '222222222222';
export const R = '333333333333';

export const id = (n: number): string => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
export const COLLABORATION = id(1);
export const MEMBERSHIP = { [P]: id(11), [Q]: id(12), [R]: id(13) } as const;

export const TABLES = {
  seg: {
    owner: P,
    schema: [['hashed_email', 'string'], ['segment', 'string'], ['age_band', 'string'], ['score', 'int'], ['hh_id', 'string']],
    rows: ['e1,gold,A,1,h1', 'e2,gold,A,2,h1', 'e3,gold,B,3,h2', 'e4,silver,A,4,h3', 'e5,silver,B,5,h4', 'e6,silver,B,6,h5', 'e7,bronze,A,7,h6', 'e1,bronze,A,8,h1'],
  },
  crm: {
    owner: Q,
    schema: [['hashed_email', 'string'], ['customer_id', 'string'], ['region', 'string'], ['spend', 'int']],
    rows: ['e1,c1,NW,10', 'e2,c2,NW,20', 'e3,c3,NW,30', 'e4,c4,SE,40', 'e5,c5,SE,50', 'e9,c9,SE,90', ',c0,NW,5'],
  },
} as const;

const RULES: Record<string, { type: RuleType; policy: object }> = {
  seg: { type: 'LIST', policy: { joinColumns: ['hashed_email'], listColumns: ['segment', 'age_band'] } },
  crm: { type: 'LIST', policy: { joinColumns: ['hashed_email'], listColumns: ['customer_id', 'region'] } },
};

export const ANY_QUERY = { type: 'CUSTOM' as const, policy: { allowedAnalyses: ['ANY_QUERY'], allowedAnalysisProviders: [Q] } };

const TIMES = { createTime: 1_000, updateTime: 1_000 };
const arn = (account: string, resource: string): string => `arn:aws:cleanrooms:eu-west-1:${account}:${resource}`;

/** Writes the scenario's tables into a folder catalogue. */
export function writeTables(folder: string): void {
  for (const [name, { owner, schema, rows }] of Object.entries(TABLES)) {
    const table = join(folder, owner, 'shared', name);
    mkdirSync(table, { recursive: true });
    const columns = schema.map(([column, type]) => ({ name: column, type }));
    writeFileSync(join(table, 'schema.json'), JSON.stringify({ columns, partitionKeys: [] }));
    writeFileSync(join(table, 'part-0.csv'), [columns.map((column) => column.name).join(','), ...rows, ''].join('\n'));
  }
}

export interface Scenario {
  rules?: typeof RULES;
  /** Who may do what; P and R nothing, Q all, unless told. */
  abilities?: Partial<Record<string, readonly MemberAbility[]>>;
  statuses?: Partial<Record<string, MemberRecord['status']>>;
  payer?: string;
  receivers?: readonly string[];
  /** Where each account's results go by default. */
  defaults?: Partial<Record<string, ProtectedQueryOutputConfiguration.S3Member>>;
}

/** Puts the scenario into a state, as the operations leave it there. */
export async function putScenario(state: State, given: Scenario = {}): Promise<void> {
  const { rules = RULES, abilities = {}, statuses = {}, payer = Q, receivers = [Q], defaults = {} } = given;
  await state.change((draft) => {
    for (const account of [P, Q, R] as const) {
      const can = abilities[account] ?? (account === Q ? (['CAN_QUERY', 'CAN_RECEIVE_RESULTS'] as const) : []);
      const paymentConfiguration = { queryCompute: { isResponsible: account === payer } };
      const output = defaults[account];
      const membership: MembershipRecord = {
        ...TIMES, id: MEMBERSHIP[account], arn: arn(account, `membership/${MEMBERSHIP[account]}`), account, collaborationId: COLLABORATION, status: 'ACTIVE',
        abilities: can, queryLogStatus: 'DISABLED', paymentConfiguration, kept: {},
        ...(output && { defaultResultConfiguration: { outputConfiguration: output } }),
      };
      const member: MemberRecord = {
        ...TIMES, collaborationId: COLLABORATION, account, displayName: account, status: statuses[account] ?? 'ACTIVE', membershipId: membership.id,
        abilities: can, paymentConfiguration,
      };
      draft.put('memberships', membership.id, membership);
      draft.put('members', `${COLLABORATION}/${account}`, member);
    }
    Object.entries(TABLES).forEach(([name, { owner, schema }], index) => {
      const tableId = id(21 + index);
      const rule = rules[name];
      const table: ConfiguredTableRecord = {
        ...TIMES, id: tableId, arn: arn(owner, `configuredtable/${tableId}`), account: owner, name,
        tableReference: { glue: { databaseName: 'shared', tableName: name } }, allowedColumns: schema.map(([column]) => column), analysisMethod: 'DIRECT_QUERY', kept: {},
      };
      const association: AssociationRecord = {
        ...TIMES, id: id(31 + index), arn: arn(owner, `configuredtableassociation/${MEMBERSHIP[owner]}/${id(31 + index)}`), account: owner, membershipId: MEMBERSHIP[owner],
        collaborationId: COLLABORATION, configuredTableId: tableId, name, roleArn: `arn:aws:iam::${owner}:role/r`, kept: {},
      };
      draft.put('configuredTables', tableId, table);
      draft.put('associations', association.id, association);
      if (!rule) return;
      const word = rule.type.toLowerCase();
      draft.put('tableRules', tableId, { ...TIMES, type: rule.type, policy: { v1: { [word]: { ...rule.policy } } } });
      draft.put('associationRules', association.id, { ...TIMES, type: rule.type, policy: { v1: { [word]: { allowedResultReceivers: [...receivers] } } } });
    });
  });
}
