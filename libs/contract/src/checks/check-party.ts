import type { Problem } from '@parley/errors';
import { type CountryCode, isSupportedCountry } from 'libphonenumber-js';
import { badFolderName, unknownCountry } from '../errors';
import type { PartyDraft } from '../party-draft';
import { checkAccessBudget } from './check-access-budget';
import { checkAllowedColumns } from './check-allowed-columns';
import { checkColumns } from './check-columns';
import { checkEventTypes } from './check-event-types';
import { checkExistingTables } from './check-existing-table';
import { checkPairing } from './check-pairing';
import { checkRule } from './check-rule';

const FOLDER_NAME = /^[a-z][a-z0-9-]{0,39}$/;

/** Everything that can be checked with one party's file alone. */
export function checkParty(party: PartyDraft): Problem[] {
  const named = FOLDER_NAME.test(party.id) ? [] : [badFolderName(party.headAt().file ?? party.path, party.id)];
  const country = party.head?.country;
  const placed = country && !isSupportedCountry(country as CountryCode) ? [unknownCountry(party.headAt('country'), country)] : [];
  const tables = party.tables.flatMap((table) =>
    [checkColumns, checkAllowedColumns, checkPairing, checkRule, checkAccessBudget, checkEventTypes].flatMap((check) => check(table)),
  );
  return [...party.problems, ...named, ...placed, ...tables, ...checkExistingTables(party)];
}
