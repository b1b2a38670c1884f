import { FIRST_NAMES, LAST_NAMES } from './names';
import type { Random } from './random';

/** An invented person, as an address book without mistakes would hold them. */
export interface Identity {
  firstName: string;
  lastName: string;
  email: string;
  /** Ten digits: area code, 555, four digits. */
  phone: string;
}

/**
 * Mail domains and their shares. The example domains are reserved (RFC 2606); gmail.com is there because its dots and
 * +tags are what normalising must handle, and its addresses carry a random tag. Nobody may ever send to them.
 */
const DOMAINS = [
  ['gmail.com', 50],
  ['example.com', 30],
  ['example.org', 10],
  ['example.net', 10],
] as const;

/** Makes up a person from their own random stream. */
export function inventIdentity(random: Random): Identity {
  const firstName = random.pick(FIRST_NAMES);
  const lastName = random.pick(LAST_NAMES);
  return { firstName, lastName, email: inventEmail(random, firstName, lastName), phone: inventPhone(random) };
}

/** A new address of the same person. */
export function inventEmail(random: Random, firstName: string, lastName: string): string {
  const domain = random.weighted(DOMAINS);
  const dot = domain === 'gmail.com' ? '' : '.';
  return `${[firstName, lastName, random.hex(6)].join(dot)}@${domain}`.toLowerCase();
}

/**
 * A number of the North American plan's shape, with the exchange 555, which has no subscribers. Any area code, in use or
 * not: 5.7 million numbers, so that few of a large party's people have one number by chance.
 */
function inventPhone(random: Random): string {
  const area = `${random.between(2, 9)}${random.between(0, 8)}${random.between(2, 9)}`;
  return `${area}555${String(random.between(0, 9999)).padStart(4, '0')}`;
}
