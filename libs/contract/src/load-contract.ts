import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { inputError } from '@parley/errors';
import { checkPartners } from './checks/check-partners';
import { checkParty } from './checks/check-party';
import { checkTemplates } from './checks/check-templates';
import { checkTogether } from './checks/check-together';
import { inReadingOrder } from './checks/in-reading-order';
import type { Contract } from './contract';
import { directoryMissing, noParties, ownerMissing, partyFolderGiven } from './errors';
import { partyOf } from './load-party';
import { noticesOf } from './notices';
import { draftParty } from './party-draft';
import { draftTerms } from './terms-draft';

/**
 * Reads a contract folder: `<party>/party.yaml` of every party, owner/collaboration.yaml and the SQL it names. Folders
 * without a party.yaml are passed over; owner/plan.yaml is not read here (`loadPlan` of owner-plan does).
 *
 * @returns the contract, in which every name resolves.
 * @throws ParleyError `CONTRACT_INVALID` (input) with every problem of every file, in reading order.
 */
export async function loadContract(directory: string): Promise<Contract> {
  const root = resolve(directory);
  const folders = await partyFolders(root, directory);
  const [parties, terms] = await Promise.all([
    Promise.all(folders.map((folder) => draftParty(join(root, folder, 'party.yaml'), `${folder}/party.yaml`))),
    draftTerms(root),
  ]);
  const owner = parties.find(({ id }) => id === 'owner');
  const partners = parties.filter((party) => party !== owner);
  const problems = [
    ...(owner ? [] : [ownerMissing()]),
    ...parties.flatMap(checkParty),
    ...terms.problems,
    ...checkPartners(terms, partners),
    ...checkTogether(owner, partners),
    ...checkTemplates(terms, owner, partners),
  ];
  if (problems.length > 0) throw inputError('CONTRACT_INVALID', inReadingOrder(problems));

  const { partners: entries, ...general } = terms.terms!;
  const contract = {
    directory: root,
    name: basename(root),
    owner: partyOf(owner!),
    partners: partners.map(partyOf),
    terms: general,
    collaborations: Object.entries(entries).map(([partner, { description }]) => ({
      partner,
      description,
      analyses: terms.analyses.get(partner)!,
    })),
  };
  return { ...contract, notices: noticesOf(contract, [owner!, ...partners]) };
}

/** Sorted, so that a contract reads the same on every machine. */
async function partyFolders(root: string, asGiven: string): Promise<string[]> {
  const entries = await readdir(root, { withFileTypes: true }).catch(() => undefined);
  if (!entries) throw inputError('CONTRACT_INVALID', directoryMissing(asGiven));
  const folders = entries.map(({ name }) => name).filter((name) => existsSync(join(root, name, 'party.yaml')));
  if (folders.length > 0) return folders.toSorted();
  const single = existsSync(join(root, 'party.yaml'));
  throw inputError('CONTRACT_INVALID', single ? partyFolderGiven(asGiven) : noParties(asGiven));
}
