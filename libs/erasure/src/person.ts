import { normalizeEmail, normalizePhone } from '@parley/identity';

/** A person who is to be forgotten, by all that may stand for them in a file. */
export interface Person {
  /** The customer's id. */
  id: string;
  /** What stands in the send ledger for the id from now on. */
  pseudonym: string;
  /** Normalised; none that another customer has too. */
  emails: ReadonlySet<string>;
  /** E.164; none that another customer has too. */
  phones: ReadonlySet<string>;
  /** Of those, under the key of each pair. */
  hashes: ReadonlySet<string>;
  /** Countries that a phone number without a prefix may be of. */
  countries: readonly string[];
  /** Names of columns and members that hold a customer's id. */
  keys: ReadonlySet<string>;
}

/** Names by which Parley's own files call a customer's id. */
export const KEY_NAMES = ['id', 'recipient', 'customer_id', 'client_id', 'clientId'] as const;

/** True where a text is the person's address, number or a hash of one, however it is written. */
export function isIdentifier(text: string, { emails, phones, hashes, countries }: Person): boolean {
  if (hashes.has(text)) return true;
  if (text.includes('@')) return emails.has(normalizeEmail(/<([^<>]+)>\s*$/.exec(text)?.[1] ?? text) ?? '');
  if (phones.size === 0 || !/^[+(\d][\d\s().+/-]{5,24}$/.test(text.trim())) return false;
  return countries.some((country) => phones.has(normalizePhone(text, country) ?? ''));
}

/** True where a text is the idempotency key of a message to the person. */
export function isMessageKey(text: string, { id }: Person): boolean {
  const parts = text.split('|');
  return parts.length === 4 && parts[2] === encodeURIComponent(id);
}

/**
 * True for a row of the person. Where the row names a customer, that decides: an address that two customers share must not
 * take the other's row with it.
 */
export function isRowOf(row: ReadonlyMap<string, string>, person: Person): boolean {
  const named = [...row].filter(([name, value]) => person.keys.has(name) && value !== '');
  if (named.length > 0) return named.some(([, value]) => value === person.id);
  return [...row.values()].some((value) => isIdentifier(value, person));
}
