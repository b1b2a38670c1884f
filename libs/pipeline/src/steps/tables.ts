import type { TableRef } from '@parley/catalog';
import { type Party, pairDatabase, relationName, type TableSpec } from '@parley/contract';
import type { Ports } from '../ports';

export function partyOf(id: string, { contract }: Ports): Party {
  const party = [contract.owner, ...contract.partners].find((one) => one.id === id);
  if (!party) throw new Error(`no party ${id} in the contract`);
  return party;
}

export function tableOf(party: Party, name: string): TableSpec {
  const table = party.tables.find((one) => one.name === name);
  if (!table) throw new Error(`no table ${name} of ${party.id} in the contract`);
  return table;
}

/** The owner's own normalised table with the label. Each pair has a copy; features are the same in all, so the first serves. */
export function firstPartyTable({ contract, plan }: Ports): TableRef {
  const { owner, partners } = contract;
  return { account: owner.account, database: pairDatabase(owner.id, partners[0]?.id ?? ''), table: relationName(plan.model.label.table) };
}

/** The one file of that table. */
export async function firstPartyFile(ports: Ports): Promise<string> {
  const { files } = await ports.catalog.files(firstPartyTable(ports));
  const [file] = files;
  if (!file) throw new Error(`the catalogue has no file of ${ports.plan.model.label.table}`);
  return file.path;
}
