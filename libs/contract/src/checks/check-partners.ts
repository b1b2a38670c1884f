import type { Problem } from '@parley/errors';
import { noPartners, partnerWithoutTerms, unknownPartner } from '../errors';
import type { PartyDraft } from '../party-draft';
import type { TermsDraft } from '../terms-draft';

/** Every partner's folder has its entry in collaboration.yaml, and every entry its folder. */
export function checkPartners(terms: TermsDraft, partners: readonly PartyDraft[]): Problem[] {
  if (!terms.named) return [];
  const folders = partners.map(({ id }) => id);
  const place = terms.keyAt('partners');
  if (folders.length === 0 && terms.named.length === 0) return [noPartners(place)];
  const strangers = terms.named.filter((partner) => !folders.includes(partner));
  const forgotten = folders.filter((folder) => !terms.named!.includes(folder));
  return [
    ...strangers.map((partner) => unknownPartner(terms.keyAt('partners', partner), partner, folders)),
    ...forgotten.map((folder) => partnerWithoutTerms(place, folder)),
  ];
}
