import type { Random } from '@parley/synthetic-people';
import type { Case, Relation } from '../model';

/** Changes a case in one respect, in place. False where the case has nothing of the kind, and was left as it is. */
export type Mutation = (draft: Case, random: Random) => boolean;

/** By the name of what is done. */
export type Mutations = Readonly<Record<string, Mutation>>;

export const relationsOf = ({ query }: Case): Relation[] => [query.from, ...query.joins];

/** A mutation that always applies. */
export const always =
  (change: (draft: Case, random: Random) => void): Mutation =>
  (draft, random) => {
    change(draft, random);
    return true;
  };
