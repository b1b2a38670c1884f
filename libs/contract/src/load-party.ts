import { basename, dirname, resolve } from 'node:path';
import { inputError } from '@parley/errors';
import { checkParty } from './checks/check-party';
import { inReadingOrder } from './checks/in-reading-order';
import type { Party } from './contract';
import { draftParty, type PartyDraft } from './party-draft';

/**
 * Reads and checks one party's file alone: what a partner's stack uses. Nothing of another party is looked at.
 *
 * @param file path of a party.yaml; its folder's name is the party's id, `owner` for the owner.
 * @throws ParleyError `CONTRACT_INVALID` (input) with every problem of the file.
 */
export async function loadParty(file: string): Promise<Party> {
  const path = resolve(file);
  const draft = await draftParty(path, `${basename(dirname(path))}/${basename(path)}`);
  const problems = checkParty(draft);
  if (problems.length > 0) throw inputError('CONTRACT_INVALID', inReadingOrder(problems));
  return partyOf(draft);
}

/** The party that a draft without problems describes. */
export function partyOf({ id, head, tables, path }: PartyDraft): Party {
  if (!head) throw new Error(`party ${id} has no head: partyOf needs a draft that was checked`);
  return {
    id,
    role: id === 'owner' ? 'owner' : 'partner',
    ...head,
    tables: tables.map(({ name, spec }) => ({ name, ...spec })),
    file: path,
  };
}
