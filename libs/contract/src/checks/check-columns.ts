import type { Problem } from '@parley/errors';
import { RESERVED_COLUMNS } from '../columns';
import { duplicateColumn, reservedColumn, roleTwice } from '../errors';
import type { TableDraft } from '../party-draft';

const ONCE = ['key', 'email', 'phone', 'label', 'time'];

/** Declared columns: unique names, none that Parley reserves, and at most one column for each role that means one thing. */
export function checkColumns(table: TableDraft): Problem[] {
  const names = new Set<string>();
  const roles = new Map<string, string>();
  return table.spec.columns.flatMap((column, at) => {
    const problems: Problem[] = [];
    const place = table.at('columns', at, 'name');
    if (names.has(column.name)) problems.push(duplicateColumn(place, table.name, column.name));
    if (RESERVED_COLUMNS.includes(column.name)) problems.push(reservedColumn(place, column.name));
    const first = column.role && roles.get(column.role);
    if (column.role && first && ONCE.includes(column.role)) {
      problems.push(roleTwice(table.at('columns', at, 'role'), table.name, column.role, first));
    }
    names.add(column.name);
    if (column.role && !first) roles.set(column.role, column.name);
    return problems;
  });
}
