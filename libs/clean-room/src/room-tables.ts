import type { RoomTable } from '@parley/analysis-rules';
import { type Contract, normalizedColumns, type Party } from '@parley/contract';
import { partnerUnknown } from './errors';

/**
 * The tables that the owner and one partner associate with their collaboration: those with allowed columns, under
 * their rules. A `-` in a table's name is a `_` in SQL, which needs no quoting then.
 *
 * Throws PARTNER_UNKNOWN (input).
 */
export function roomTables(contract: Contract, partnerId: string): RoomTable[] {
  const partner = contract.partners.find(({ id }) => id === partnerId);
  if (!partner) throw partnerUnknown(partnerId, contract.partners.map(({ id }) => id));
  return [contract.owner, partner].flatMap(associatedTables);
}

function associatedTables(party: Party): RoomTable[] {
  return party.tables.flatMap((table) => {
    const { allowedColumns } = table;
    if (!allowedColumns) return [];
    return {
      name: table.name.replaceAll('-', '_'),
      owner: party.account,
      columns: normalizedColumns(table).filter(({ name }) => allowedColumns.includes(name)),
      analysisRule: table.analysisRule,
      collaborationRule: table.collaborationAnalysisRule,
    };
  });
}
