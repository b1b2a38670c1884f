import { asWritten, OWNER_DIRT } from './dirt';
import { Identities } from './identities';
import { Random } from './random';
import { inCountry, spellEmail, spellPhone } from './readable';
import type { PersonOnFile, Roster } from './roster';
import { Traits } from './traits';

/** A real person by normalised identifiers; at least one is there. */
export interface KnownPerson {
  email: string | null;
  /** E.164. */
  phone: string | null;
}

/** Share of the owner's customers who are people that the partner really knows. */
export const KNOWN_SHARE = 0.7;

export interface OwnerOfKnown {
  roster: Roster;
  /** A customer's normalised address, known or made up; for the suppression file. */
  emailOf(row: number): string | undefined;
  /** Customers who are known people. */
  shared: number;
}

/**
 * Made-up customers: 70 % carry the identifiers of people drawn from `known` (fewer, if there are too few), written in other
 * ways than the partner's; the rest are strangers. All else of them is invented.
 */
export function ownerOfKnown(seed: number, rows: number, country: string, known: readonly KnownPerson[]): OwnerOfKnown {
  const identities = new Identities(seed);
  const traits = new Traits(seed, []);
  const shared = Math.min(known.length, Math.round(rows * KNOWN_SHARE));
  const drawn = Random.named(seed, 'people drawn').order(known.length);
  const places = Random.named(seed, 'places of people drawn').order(rows);
  const knownAt = (row: number): KnownPerson | undefined => (places[row]! < shared ? known[drawn[places[row]!]!] : undefined);

  const person = (row: number, random: Random): PersonOnFile => {
    const identity = identities.of(row);
    const real = knownAt(row);
    const stranger = asWritten(identity, OWNER_DIRT, random);
    const written = real ? spelt(real, country, random) : { email: stranger.email, phone: inCountry(stranger.phone, `+1${identity.phone}`, country) };
    return { ...written, firstName: identity.firstName, trait: traits.ofOwner(row), positive: traits.positive(row) };
  };
  return {
    roster: { rows, keyPrefix: 'C', person },
    emailOf: (row) => {
      const real = knownAt(row);
      return real ? (real.email ?? undefined) : identities.of(row).email;
    },
    shared,
  };
}

/** With the owner's gaps, but never a typing error: a wrong letter might be somebody else's address. */
function spelt({ email, phone }: KnownPerson, country: string, random: Random): { email: string; phone: string } {
  const [noEmail, noPhone] = [random.chance(OWNER_DIRT.noEmail), random.chance(OWNER_DIRT.noPhone)];
  return {
    email: email === null || (noEmail && phone !== null) ? '' : spellEmail(email, random),
    phone: phone === null || (noPhone && email !== null) ? '' : spellPhone(phone, country, random),
  };
}
