import type { Contract, Party } from '@parley/contract';
import type { Plan } from '@parley/owner-plan';
import { partnerUnclear, partnerUnknown } from './errors';

/** The partner of that name, or the only one. @throws inputError PARTNER_UNCLEAR, PARTNER_UNKNOWN. */
export function choosePartner({ partners }: Contract, name: string | undefined): Party {
  const [only] = partners;
  const known = partners.map(({ id }) => id);
  if (name === undefined) {
    if (only && partners.length === 1) return only;
    throw partnerUnclear(known);
  }
  const found = partners.find(({ id }) => id === name);
  if (!found) throw partnerUnknown(name, known);
  return found;
}

/** The contract without any other partner. The owner's name says, wherever it is shown, that the owner is made up. */
export function contractOfPair(contract: Contract, partner: Party): Contract {
  return {
    ...contract,
    owner: { ...contract.owner, name: `${contract.owner.name} (made up)` },
    partners: [partner],
    collaborations: contract.collaborations.filter((one) => one.partner === partner.id),
  };
}

/** The owner's plan without features of others, and never sending: made-up customers carry real people's addresses. */
export function planOfPair(plan: Plan, partner: Party): Plan {
  const { features } = plan.model;
  const own = features.partners[partner.id];
  return {
    ...plan,
    model: { ...plan.model, features: { ...features, partners: own ? { [partner.id]: own } : {} } },
    approval: { required: true, volumeLimit: Number.MAX_SAFE_INTEGER },
  };
}
