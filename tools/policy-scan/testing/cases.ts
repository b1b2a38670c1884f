import text from '../rules.cases.json';
import type { Edit } from './edited';

export interface Case {
  name: string;
  /** What it changes in the sound configuration. */
  edit: Edit;
  /** What the scan then finds: `RULE address`. */
  finds: readonly string[];
  /** Why Terraform itself makes no plan of it, though a rule must know it. */
  unplannable?: string;
}

export const cases = text as unknown as readonly Case[];

/** Cases that Terraform plans, packed into as few configurations as first fit finds: no two of one change the same resource. */
export function batches(): Case[][] {
  const packed: { cases: Case[]; taken: Set<string> }[] = [];
  for (const one of cases.filter(({ unplannable }) => unplannable === undefined)) {
    const addresses = Object.keys(one.edit);
    const batch = packed.find(({ taken }) => !addresses.some((address) => taken.has(address))) ?? { cases: [], taken: new Set<string>() };
    if (batch.cases.length === 0) packed.push(batch);
    batch.cases.push(one);
    for (const address of addresses) batch.taken.add(address);
  }
  return packed.map((batch) => batch.cases);
}
