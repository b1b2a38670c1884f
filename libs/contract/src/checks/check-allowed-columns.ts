import type { Place, Problem } from '@parley/errors';
import { AWS_QUOTAS } from '../aws-quotas';
import { directIdentifier, hashedColumns } from '../columns';
import { HASHED_COLUMNS } from '../contract';
import { duplicateName, hashedWithoutRole, identifierExposed, tooManyAllowed, unknownColumn } from '../errors';
import type { TableDraft } from '../party-draft';
import type { ColumnSpec } from '../schema/party';

/** `allowedColumns` is all that exists in the clean room: real columns, and no direct identifier among them. */
export function checkAllowedColumns(table: TableDraft): Problem[] {
  const allowed = table.spec.allowedColumns ?? [];
  const problems = allowed.flatMap((column, at) => {
    const place = table.at('allowedColumns', at);
    const twice = allowed.indexOf(column) < at ? [duplicateName(place, 'allowedColumns', column)] : [];
    return [...twice, ...checkExposable(table, column, place)];
  });
  if (allowed.length > AWS_QUOTAS.allowedColumnsPerTable) problems.push(tooManyAllowed(table.keyAt('allowedColumns'), allowed.length));
  return problems;
}

/** A column that leaves the party's own account: it exists, and does not say who somebody is. */
export function checkExposable(table: TableDraft, column: string, place: Place): Problem[] {
  const hashed = hashedColumns(table.spec);
  if (hashed.includes(column)) return [];
  const role = (['email', 'phone'] as const).find((kind) => HASHED_COLUMNS[kind] === column);
  if (role) return [hashedWithoutRole(place, column, role)];
  const declared = table.spec.columns.find(({ name }) => name === column);
  if (!declared) return [unknownColumn(place, table.name, column, [...table.spec.columns.map(({ name }) => name), ...hashed])];
  const why = directIdentifier(declared);
  return why ? [identifierExposed(place, column, why, insteadOf(declared))] : [];
}

function insteadOf(column: ColumnSpec): string {
  if (column.role === 'email' || column.role === 'phone') return `write \`${HASHED_COLUMNS[column.role]}\` instead`;
  if (column.role) return 'remove it from allowedColumns';
  return 'declare its role (email, phone, first-name) and expose the hashed column; if it identifies nobody, give it and its header another name';
}
