import type { Contract } from '@parley/contract';
import { consentsFile, customerKeys } from './consents-file';
import { contractRosters } from './contract-rosters';
import { checkContractOptions } from './check-options';
import { Identities } from './identities';
import { suppressionList } from './owner-files';
import { truthFile } from './partner-files';
import type { EventHistory } from './party-events-file';
import { partyFiles } from './party-files';
import type { LabelSpec } from './role-value';
import type { SourceFile } from './source-file';
import { type SyntheticPeople, writeSourceFiles } from './write-source-file';

export interface ContractPeopleOptions {
  contract: Pick<Contract, 'owner' | 'partners'>;
  /** The owner's label, from its plan. */
  label: LabelSpec;
  /** What the plan counts in the owner's event table, if it has one. */
  events?: EventHistory;
  /** Path of the plan's suppression file, if it names one. */
  suppression?: string;
  /** Path of the plan's file of consents, if it names one. */
  consents?: string;
  /** Number of the owner's customers, and of each partner's people: 10 to 1,000,000. */
  rows: number;
  /** The same seed, rows and contract give the same bytes. */
  seed: number;
  /** The data folder; made if absent. */
  directory: string;
}

/**
 * Writes the source files that any contract names, filled with invented people: one row a person in each table, 70 % of the
 * owner's customers known to each partner, identities as untidy as those of `makeSyntheticPeople`, a label weakly related
 * to the owner's and the partners' columns. Beside them `truth-link/<partner>.csv`, for scoring a matcher only.
 *
 * @throws inputError `SYNTHETIC_OPTIONS`, `SYNTHETIC_CONTRACT`; faults of `makeFileAtomically`, such as `DISK_FULL`.
 */
export async function makeContractPeople(options: ContractPeopleOptions): Promise<SyntheticPeople> {
  checkContractOptions(options);
  return writeSourceFiles(options.directory, contractFiles(options));
}

/** Every file of the data folder, made lazily. */
export function contractFiles({ contract, label, events, suppression, consents, rows, seed }: Omit<ContractPeopleOptions, 'directory'>): SourceFile[] {
  const { owner, partners } = contract;
  const rosters = contractRosters(seed, rows, owner, partners);
  const identities = new Identities(seed);
  return [
    ...partyFiles(owner, { seed, roster: rosters.owner, label, ...(events ? { events } : {}) }),
    ...(suppression === undefined ? [] : [suppressionList(suppression, seed, rows, (index) => identities.of(index).email)]),
    ...(consents === undefined ? [] : [consentsFile(consents, seed, rows, customerKeys(owner, rosters.owner))]),
    ...partners.flatMap((partner) => {
      const known = rosters.partners.get(partner.id);
      return known ? [...partyFiles(partner, { seed, roster: known.roster }), truthFile(partner.id, rows, known.members)] : [];
    }),
  ];
}
