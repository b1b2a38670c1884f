import type { CatalogColumn, TableRef } from '@parley/catalog';
import type { AssociatedTable, Room, RoomTemplate } from '@parley/clean-room';
import type { AnalysisRule, CollaborationRule } from '@parley/contract';
import { isParleyError } from '@parley/errors';
import type { ServiceData } from '../data/service-data';
import { memberOf, membersOf } from '../operations/access/visible-collaboration';
import { isThere, joinedAssociations } from '../operations/schemas/joined-associations';
import type { AssociationRecord, ConfiguredTableRecord, MemberRecord, TemplateRecord } from '../state/records';
import type { State } from '../state/state';
import { budgetOf } from './budget-of';

/** A membership as the clean room enforces it now; undefined when there is none of this id. */
export async function roomOf(state: State, { catalog }: ServiceData, membershipId: string): Promise<Room | undefined> {
  const membership = state.get('memberships', membershipId);
  if (!membership) return undefined;
  const { collaborationId, account } = membership;
  const members = membersOf(state, collaborationId).filter(isActive);
  const templates = state.all('templates').filter((one) => one.collaborationId === collaborationId && isThere(state, one));
  const tables = await Promise.all(joinedAssociations(state, collaborationId).map(({ value }) => associatedTable(state, catalog, value)));
  return {
    membershipId,
    collaboration: collaborationId,
    runner: account,
    canQuery: membership.status === 'ACTIVE' && members.some((member) => member.account === account && member.abilities.includes('CAN_QUERY')),
    receivers: members.filter(({ abilities }) => abilities.includes('CAN_RECEIVE_RESULTS')).map((member) => member.account),
    tables: tables.filter((table) => table !== undefined),
    templates: templates.map(roomTemplate),
  };
}

/** A removed member's data is out of reach. */
const isActive = ({ status }: MemberRecord): boolean => status === 'ACTIVE';

async function associatedTable(state: State, catalog: ServiceData['catalog'], association: AssociationRecord): Promise<AssociatedTable | undefined> {
  const table = state.get('configuredTables', association.configuredTableId);
  if (!table) return undefined;
  const { databaseName, tableName } = table.tableReference.glue;
  const data: TableRef = { account: table.account, database: databaseName, table: tableName };
  const analysisRule = tableRule(state, table);
  const collaborationRule = associationRule(state, association, analysisRule);
  const budget = budgetOf(state, association.id);
  return {
    table: {
      name: association.name,
      owner: association.account,
      columns: await permittedColumns(catalog, data, table.allowedColumns),
      ...(analysisRule && { analysisRule }),
      ...(collaborationRule && { collaborationRule }),
    },
    data,
    ...(budget && { budget }),
  };
}

/**
 * The allowed columns, and the partition keys, which can always be queried. A table that can't be read now keeps the names:
 * a query of it is judged by its rule and then fails as TABLE_UNREADABLE, and queries of other tables go on.
 */
async function permittedColumns(catalog: ServiceData['catalog'], data: TableRef, allowed: readonly string[]): Promise<CatalogColumn[]> {
  try {
    const { columns, partitionKeys } = await catalog.getTable(data);
    const keys = partitionKeys.filter(({ name }) => !allowed.includes(name));
    return [...[...columns, ...partitionKeys].filter(({ name }) => allowed.includes(name)), ...keys];
  } catch (error) {
    if (!isParleyError(error)) throw error;
    return allowed.map((name) => ({ name, type: 'string' }));
  }
}

/** What a table that only jobs may read lacks is a rule for queries. */
function tableRule(state: State, table: ConfiguredTableRecord): AnalysisRule | undefined {
  const rule = state.get('tableRules', table.id);
  if (!rule || table.analysisMethod === 'DIRECT_JOB') return undefined;
  // Checked against the contract's schema when it was written.
  return { analysisRuleType: rule.type, analysisRulePolicy: rule.policy } as unknown as AnalysisRule;
}

/** Only a rule of the table's own type counts (clean-rooms-semantics.md 5). */
function associationRule(state: State, { id }: AssociationRecord, own: AnalysisRule | undefined): CollaborationRule | undefined {
  const rule = state.get('associationRules', id);
  if (!rule || rule.type !== own?.analysisRuleType) return undefined;
  const [policy] = Object.values(rule.policy.v1);
  return { allowedResultReceivers: [], ...policy } as CollaborationRule;
}

function roomTemplate({ arn, account, text, parameters }: TemplateRecord): RoomTemplate {
  const declared = parameters.map(({ name, type, defaultValue }) => ({ name: name ?? '', type: type ?? '', ...(defaultValue !== undefined && { defaultValue }) }));
  return { arn, creator: account, text, parameters: declared };
}

/** The member who pays for a collaboration's queries. */
export function payerOf(state: State, collaborationId: string): MemberRecord | undefined {
  return membersOf(state, collaborationId).find(({ paymentConfiguration }) => paymentConfiguration.queryCompute.isResponsible);
}

export function isActiveReceiver(state: State, collaborationId: string, account: string): boolean {
  const member = memberOf(state, collaborationId, account);
  return member !== undefined && isActive(member) && member.abilities.includes('CAN_RECEIVE_RESULTS');
}
