import { inputError, type Problem } from '@parley/errors';
import type { Ports } from '../ports';
import type { RunFacts } from '../report-facts';
import { partyOf, tableOf } from './tables';

export interface CheckedInputs {
  /** Rows that carry at least one usable identifier, by party and table. */
  usable: { party: string; table: string; emails: number; phones: number }[];
}

/**
 * What must hold before anything enters a clean room: every table has rows, and identifiers to be met by.
 *
 * @throws inputError INPUTS_UNUSABLE with every table at fault.
 */
export async function checkInputs(intake: RunFacts['intake'], ports: Ports): Promise<CheckedInputs> {
  const problems: Problem[] = [];
  const usable = intake.map(({ party, table, result }) => {
    const { file } = tableOf(partyOf(party, ports), table).source;
    const emails = result.emails?.normalized ?? 0;
    const phones = result.phones?.normalized ?? 0;
    if (result.rows === 0) problems.push({ file, message: `The table ${table} of ${party} has no row that can be used.`, repair: 'See the quarantine file for the reasons.' });
    else if (emails + phones === 0) {
      problems.push({
        file,
        message: `No row of ${table} of ${party} has an e-mail address or phone number that can be read.`,
        repair: `Check which columns have the roles email and phone in ${party}/party.yaml, and the party's country.`,
      });
    }
    return { party, table, emails, phones };
  });
  if (problems.length > 0) throw inputError('INPUTS_UNUSABLE', problems);
  return { usable };
}
