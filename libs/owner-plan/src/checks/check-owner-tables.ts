import type { ColumnSpec, Party, TableSpec } from '@parley/contract';
import type { Place, Problem } from '@parley/errors';
import { roleLacking, unknownColumn, unknownTable, wrongRole } from '../errors';
import type { Plan } from '../schema/plan';
import type { At } from './at';
import { checkEventTypes } from './check-event-types';

/** The label, the contacts, the events and the order of time are tables and columns of the owner, in their roles. */
export function checkOwnerTables(plan: Plan, owner: Party, at: At): Problem[] {
  return [checkLabel, checkOrder, checkEventTypes, checkContacts].flatMap((check) => check(plan, owner, at));
}

/** The owner's table of that name, or the problem that there is none. */
function find(owner: Party, name: string, place: Place): { table?: TableSpec; problems: Problem[] } {
  const table = owner.tables.find((candidate) => candidate.name === name);
  if (table) return { table, problems: [] };
  return { problems: [unknownTable(place, name, owner.tables.map((candidate) => candidate.name))] };
}

function checkColumn(table: TableSpec, name: string, place: Place, role?: NonNullable<ColumnSpec['role']>): Problem[] {
  const column = table.columns.find((candidate) => candidate.name === name);
  if (!column) return [unknownColumn(place, table.name, name, table.columns.map((candidate) => candidate.name))];
  return role && column.role !== role ? [wrongRole(place, name, role, column.role)] : [];
}

function checkRole(table: TableSpec, role: NonNullable<ColumnSpec['role']>, place: Place, why: string): Problem[] {
  return table.columns.some((column) => column.role === role) ? [] : [roleLacking(place, table.name, role, why)];
}

function checkLabel({ model: { label } }: Plan, owner: Party, at: At): Problem[] {
  const place = at('model', 'label', 'table');
  const { table, problems } = find(owner, label.table, place);
  if (!table) return problems;
  return [
    ...checkColumn(table, label.column, at('model', 'label', 'column'), 'label'),
    ...checkRole(table, 'key', place, 'rows must be told apart to be matched and scored'),
  ];
}

function checkOrder({ model, evaluation: { split } }: Plan, owner: Party, at: At): Problem[] {
  const table = owner.tables.find(({ name }) => name === model.label.table);
  if (split.kind !== 'time' || split.order === 'row' || !table) return [];
  return checkColumn(table, split.order, at('evaluation', 'split', 'order'));
}

/** What a channel sends to. In-app and custom messages go to the key. */
const ADDRESS_ROLES = [
  { channel: 'email', role: 'email', why: 'an e-mail campaign needs addresses' },
  { channel: 'sms', role: 'phone', why: 'an SMS campaign needs numbers' },
  { channel: 'push', role: 'push-token', why: 'a push campaign needs device tokens' },
  { channel: 'push', role: 'push-service', why: 'a token is sent to through its service: GCM, APNS, APNS_SANDBOX, ADM or BAIDU' },
] as const;

function checkContacts({ contacts, campaigns }: Plan, owner: Party, at: At): Problem[] {
  const place = at('contacts', 'table');
  const { table, problems } = find(owner, contacts.table, place);
  if (!table) return problems;
  const { consent, zone } = contacts;
  return [
    ...checkRole(table, 'key', place, 'messages are counted by person'),
    ...ADDRESS_ROLES.flatMap(({ channel, role, why }) => (campaigns.some((campaign) => campaign.channel === channel) ? checkRole(table, role, place, why) : [])),
    ...('column' in consent ? checkColumn(table, consent.column, at('contacts', 'consent', 'column'), 'consent') : []),
    ...('column' in zone ? checkColumn(table, zone.column, at('contacts', 'zone', 'column'), 'zone') : []),
  ];
}
