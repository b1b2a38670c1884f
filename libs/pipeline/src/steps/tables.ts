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

/** Path of the owner's own normalised table with the label. Each pair has a copy; features are the same in all, so the first serves. */
export async function firstPartyTable({ contract, plan, catalog }: Ports): Promise<string> {
  const { owner, partners } = contract;
  const database = pairDatabase(owner.id, partners[0]?.id ?? '');
  const { files } = await catalog.files({ account: owner.account, database, table: relationName(plan.model.label.table) });
  const [file] = files;
  if (!file) throw new Error(`the catalogue has no file of ${plan.model.label.table}`);
  return file.path;
}
