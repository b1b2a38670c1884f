import { HASHED_COLUMNS, type TableSpec } from './contract';
import type { ColumnSpec, ColumnType } from './schema/party';

/** Roles whose raw value stays out of every normalised table: they live in the contacts table, or nowhere. */
const DIRECT_ROLES: readonly ColumnSpec['role'][] = ['email', 'phone', 'zone', 'consent', 'first-name'];

/** The columns of a table once normalised, in file order: declared ones that say nothing direct, then the hashed ones. */
export function normalizedColumns(table: TableSpec): { name: string; type: ColumnType }[] {
  const declared = table.columns.filter(({ role }) => !DIRECT_ROLES.includes(role)).map(({ name, type }) => ({ name, type }));
  const hashed = (['email', 'phone'] as const)
    .filter((role) => table.columns.some((column) => column.role === role))
    .map((role) => ({ name: HASHED_COLUMNS[role], type: 'string' as const }));
  return [...declared, ...hashed];
}
