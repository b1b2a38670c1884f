import { asWritten, OWNER_DIRT, PARTNER_DIRT, type Dirt } from './dirt';
import { Identities } from './identities';
import { inventMembership } from './membership';
import { inCountry } from './readable';
import type { Roster } from './roster';
import { Traits } from './traits';

/** Share of the owner's customers whom each partner knows too. */
export const CONTRACT_OVERLAP = 0.7;

export interface PairOfRosters {
  owner: Roster;
  /** By the partner's folder. */
  partners: ReadonlyMap<string, { roster: Roster; members: Uint32Array }>;
}

export interface PartyOnRoster {
  id: string;
  country: string;
}

/** The owner's customers, numbered from 0, and for each partner 70 % of them and as many strangers as make up `rows`. */
export function contractRosters(seed: number, rows: number, owner: PartyOnRoster, partners: readonly PartyOnRoster[]): PairOfRosters {
  const identities = new Identities(seed);
  const traits = new Traits(seed, partners.map(({ id }) => id));
  const roster = (keyPrefix: 'C' | 'P', dirt: Dirt, { country }: PartyOnRoster, indexOf: (row: number) => number, traitOf: (index: number) => number): Roster => ({
    rows,
    keyPrefix,
    person(row, random) {
      const index = indexOf(row);
      const identity = identities.of(index);
      const { email, phone } = asWritten(identity, dirt, random);
      return { firstName: identity.firstName, email, phone: inCountry(phone, `+1${identity.phone}`, country), trait: traitOf(index), positive: traits.positive(index) };
    },
  });
  return {
    owner: roster('C', OWNER_DIRT, owner, (row) => row, (index) => traits.ofOwner(index)),
    partners: new Map(
      partners.map((partner, place) => {
        const members = inventMembership(seed, partner.id, rows, CONTRACT_OVERLAP, (place + 1) * rows);
        return [partner.id, { members, roster: roster('P', PARTNER_DIRT, partner, (row) => members[row] ?? 0, (index) => traits.ofPartner(partner.id, index)) }];
      }),
    ),
  };
}
