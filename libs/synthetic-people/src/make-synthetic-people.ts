import { checkOptions } from './check-options';
import { eventsFile } from './events-file';
import { inventMembership } from './membership';
import { consentFile, customersFile, ordersFile, suppressionFile } from './owner-files';
import { audienceFile, panelFile, truthFile, visitsFile } from './partner-files';
import { Population, type PartnerSignal } from './person';
import type { SourceFile } from './source-file';
import { type SyntheticPeople, writeSourceFiles } from './write-source-file';

export interface SyntheticPeopleOptions {
  /** Number of the owner's customers, and of each partner's people: 10 to 1,000,000. */
  rows: number;
  /** The same seed and rows give the same bytes (of the `.gz` file: the same bytes inside). */
  seed: number;
  /** The data folder; made if absent. */
  directory: string;
  /** What the columns of `partner-sample` have to do with the label; default `informative`. */
  partnerSignal?: PartnerSignal;
}

/** Shares of the owner's customers whom each partner knows too. */
export const OVERLAP = { 'partner-sample': 0.7, 'partner-other': 0.6 } as const;

/**
 * Writes the source files that the contract in `stacks/` names, filled with invented people, and beside them
 * `truth-link/<partner>.csv` (`customer_id,partner_id`), which is for scoring a matcher only. Each file is written
 * whole or not at all.
 * @throws inputError `SYNTHETIC_OPTIONS`; faults of `makeFileAtomically`, such as `DISK_FULL`.
 */
export async function makeSyntheticPeople(options: SyntheticPeopleOptions): Promise<SyntheticPeople> {
  const { rows, seed, directory, partnerSignal = 'informative' } = options;
  checkOptions(options);
  return writeSourceFiles(directory, sourceFiles(new Population(seed, rows, partnerSignal)));
}

/** Every file of the data folder, made lazily. */
export function sourceFiles(people: Population): SourceFile[] {
  const { seed, rows } = people;
  const panel = inventMembership(seed, 'partner-sample', rows, OVERLAP['partner-sample'], rows);
  const audience = inventMembership(seed, 'partner-other', rows, OVERLAP['partner-other'], 2 * rows);
  return [
    customersFile(people),
    ordersFile(people),
    suppressionFile(people),
    consentFile(people),
    eventsFile(people),
    panelFile(people, panel),
    visitsFile(people, panel),
    audienceFile(people, audience),
    truthFile('partner-sample', rows, panel),
    truthFile('partner-other', rows, audience),
  ];
}
