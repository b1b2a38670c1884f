import { hashedColumns } from './columns';
import type { TableSpec } from './contract';
import type { ColumnSpec, ColumnType } from './schema/party';

/** Roles whose raw value stays out of every normalised table: they live in the contacts table, or nowhere. */
const DIRECT_ROLES: readonly ColumnSpec['role'][] = ['email', 'phone', 'zone', 'consent', 'first-name', 'push-token', 'push-service'];

/** The columns of a table once normalised: the declared ones that say nothing direct, the hashed ones, the source row. */
export function normalizedColumns(table: TableSpec): { name: string; type: ColumnType }[] {
  const declared = table.columns.filter(({ role }) => !DIRECT_ROLES.includes(role)).map(({ name, type }) => ({ name, type }));
  const hashed = hashedColumns(table).map((name) => ({ name, type: 'string' as const }));
  return [...declared, ...hashed, { name: 'source_row', type: 'bigint' }];
}
