import type { Contract } from '@parley/contract';
import { consentsFile, customerKeys } from './consents-file';
import { checkContractOptions } from './check-options';
import { suppressionList } from './owner-files';
import { type KnownPerson, ownerOfKnown } from './owner-of-known';
import type { EventHistory } from './party-events-file';
import { partyFiles } from './party-files';
import type { LabelSpec } from './role-value';
import { type SyntheticPeople, writeSourceFiles } from './write-source-file';

export interface OwnerPeopleOptions {
  /** The partners' files are not made; no file of the owner's may be one of theirs. */
  contract: Pick<Contract, 'owner' | 'partners'>;
  label: LabelSpec;
  events?: EventHistory;
  suppression?: string;
  consents?: string;
  /** People a partner really knows; their identifiers go into the files. */
  known: readonly KnownPerson[];
  /** Number of customers: 10 to 1,000,000. */
  rows: number;
  seed: number;
  directory: string;
}

/**
 * Writes an owner's source files for rehearsing against a partner's real file: 70 % of the customers are people of `known`, if
 * it holds so many, in other spellings; the rest, and all columns, are invented. **The files hold real addresses**: whoever
 * has them made deletes them.
 *
 * @returns the files, and how many customers are known people.
 * @throws as `makeContractPeople`.
 */
export async function makeOwnerPeople(options: OwnerPeopleOptions): Promise<SyntheticPeople & { shared: number }> {
  const { contract, label, events, suppression, consents, known, rows, seed, directory } = options;
  checkContractOptions(options);
  const { owner } = contract;
  const { roster, emailOf, shared } = ownerOfKnown(seed, rows, owner.country, known);
  const files = [
    ...partyFiles(owner, { seed, roster, label, ...(events ? { events } : {}) }),
    ...(suppression === undefined ? [] : [suppressionList(suppression, seed, rows, emailOf)]),
    ...(consents === undefined ? [] : [consentsFile(consents, seed, rows, customerKeys(owner, roster))]),
  ];
  return { ...(await writeSourceFiles(directory, files)), shared };
}
