import { type ColumnSpec, columnOfRole, type TableSpec } from '@parley/contract';
import { normalizeEmail } from '@parley/identity';
import type { ColumnHead, Value } from '@parley/tabular';

type Role = NonNullable<ColumnSpec['role']>;

/** What sending needs, by role, under names of its own; the key keeps the name it has in the table. */
const CONTACT_NAMES: readonly [Role, string | undefined][] = [
  ['key', undefined],
  ['email', 'email'],
  ['phone', 'phone'],
  ['zone', 'zone'],
  ['consent', 'consent'],
  ['first-name', 'first_name'],
  ['push-token', 'push_token'],
  ['push-service', 'push_service'],
];

/** The columns of a table's contacts: those whose roles it declares. */
export function contactColumns(table: TableSpec): ColumnHead[] {
  return CONTACT_NAMES.flatMap(([role, name]) => {
    const column = columnOfRole(table, role);
    return column ? [{ name: name ?? column.name, type: column.type }] : [];
  });
}

/** One row's contact: an address that mail can be sent to or null, the phone in E.164 or null. */
export function contactOf(table: TableSpec, values: readonly Value[], phone: string | null): Value[] {
  return CONTACT_NAMES.flatMap(([role]) => {
    const index = table.columns.findIndex((column) => column.role === role);
    if (index === -1) return [];
    const value = values[index] ?? null;
    if (role === 'phone') return [phone];
    return [role === 'email' && value !== null ? sendable(String(value)) : value];
  });
}

/** As given, for the part before the @ is its host's to read, but trimmed and with the domain in lower case. */
function sendable(raw: string): string | null {
  if (normalizeEmail(raw) === null) return null;
  const address = raw.trim();
  const at = address.indexOf('@');
  return address.slice(0, at) + address.slice(at).toLowerCase();
}
