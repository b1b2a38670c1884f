import type { TableRef } from '@parley/catalog';
import { type Contract, type Party, pairDatabase, relationName, type TableSpec } from '@parley/contract';
import type { Ports } from '../ports';

export function partyOf(id: string, { contract }: Pick<Ports, 'contract'>): Party {
  const party = [contract.owner, ...contract.partners].find((one) => one.id === id);
  if (!party) throw new Error(`no party ${id} in the contract`);
  return party;
}

export function tableOf(party: Party, name: string): TableSpec {
  const table = party.tables.find((one) => one.name === name);
  if (!table) throw new Error(`no table ${name} of ${party.id} in the contract`);
  return table;
}

/** A table that enters a clean room, hashed for one pair. Parties by their folder names. */
export interface ConfiguredTable {
  party: string;
  counterpart: string;
  table: string;
}

/** Every configured table of every pair: the owner's once a partner. */
export function configuredTables({ owner, partners }: Contract): ConfiguredTable[] {
  return partners.flatMap((partner) =>
    ([[owner, partner.id], [partner, owner.id]] as const).flatMap(([party, counterpart]) =>
      party.tables.filter(({ allowedColumns }) => allowedColumns).map((table) => ({ party: party.id, counterpart, table: table.name })),
    ),
  );
}

/** One of the owner's own normalised tables, in the catalogue. */
export function ownTable({ owner }: Contract, counterpart: string, table: string): TableRef {
  return { account: owner.account, database: pairDatabase(owner.id, counterpart), table: relationName(table) };
}

/** The owner's own normalised table with the label. Each pair has a copy; features are the same in all, so the first serves. */
export const firstPartyTable = ({ contract, plan }: Ports): TableRef => ownTable(contract, contract.partners[0]?.id ?? '', plan.model.label.table);

/** The one file of a table. */
export async function tableFile(table: TableRef, { catalog }: Ports): Promise<string> {
  const { files } = await catalog.files(table);
  const [file] = files;
  if (!file) throw new Error(`the catalogue has no file of ${table.table}`);
  return file.path;
}
