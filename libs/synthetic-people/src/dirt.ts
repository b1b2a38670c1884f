import type { Identity } from './identity';
import { inventEmail } from './identity';
import type { Random } from './random';

/** How carelessly a party keeps its address book: shares of the people it holds. */
export interface Dirt {
  /** One letter of the e-mail is wrong. */
  typo: number;
  /** The person gave this party another address. */
  otherEmail: number;
  noEmail: number;
  noPhone: number;
}

export const OWNER_DIRT: Dirt = { typo: 0.003, otherEmail: 0, noEmail: 0.01, noPhone: 0.2 };
export const PARTNER_DIRT: Dirt = { typo: 0.02, otherEmail: 0.06, noEmail: 0.05, noPhone: 0.15 };

/** What a party's file says of a person: mistakes first, then how it happens to be written. Empty where unknown. */
export function asWritten(person: Identity, dirt: Dirt, random: Random): { email: string; phone: string } {
  let email = person.email;
  if (random.chance(dirt.otherEmail)) email = inventEmail(random, person.firstName, person.lastName);
  if (random.chance(dirt.typo)) email = withTypo(email, random);
  return {
    email: random.chance(dirt.noEmail) ? '' : writeEmail(email, random),
    phone: random.chance(dirt.noPhone) ? '' : writePhone(person.phone, random),
  };
}

/** The same mailbox, written otherwise: gmail dots and +tags, case, blanks. */
export function writeEmail(email: string, random: Random): string {
  const [, name = '', domain = ''] = /^(.*)@(.*)$/.exec(email) ?? [];
  let written = name;
  if (domain === 'gmail.com' && written.length > 1 && random.chance(0.35)) {
    const dot = random.between(1, written.length - 1);
    written = `${written.slice(0, dot)}.${written.slice(dot)}`;
  }
  if (domain === 'gmail.com' && random.chance(0.15)) written += `+${random.pick(['shop', 'news', 'offers', 'web'])}`;
  written = `${written}@${domain}`;
  const spelling = random.uniform();
  if (spelling < 0.15) written = written.replace(/[a-z]/g, (letter) => letter.toUpperCase());
  else if (spelling < 0.35) written = written.replace(/(^|[.@])([a-z])/g, (_, before: string, letter: string) => before + letter.toUpperCase());
  if (random.chance(0.08)) written = ` ${written}`;
  if (random.chance(0.1)) written += random.pick([' ', '  ', '\t']);
  return written;
}

const PHONE_FORMATS: readonly ((area: string, exchange: string, line: string) => string)[] = [
  (area, exchange, line) => `+1${area}${exchange}${line}`,
  (area, exchange, line) => `+1 ${area} ${exchange} ${line}`,
  (area, exchange, line) => `+1 (${area}) ${exchange}-${line} `,
  (area, exchange, line) => `(${area}) ${exchange}-${line}`,
  (area, exchange, line) => `${area}-${exchange}-${line}`,
  (area, exchange, line) => `${area}.${exchange}.${line}`,
  (area, exchange, line) => `${area} ${exchange} ${line}`,
  (area, exchange, line) => `${area}${exchange}${line}`,
  (area, exchange, line) => `1-${area}-${exchange}-${line}`,
  (area, exchange, line) => `+1.${area}.${exchange}.${line}`,
];

/** The same ten digits in one of ten formats. */
export function writePhone(digits: string, random: Random): string {
  return random.pick(PHONE_FORMATS)(digits.slice(0, 3), digits.slice(3, 6), digits.slice(6));
}

/** One letter before the @ becomes another. */
function withTypo(email: string, random: Random): string {
  const letters = [...email].flatMap((letter, at) => (at < email.indexOf('@') && /[a-z]/.test(letter) ? [at] : []));
  const at = random.pick(letters);
  const wrong = random.pick([...'abcdefghijklmnopqrstuvwxyz'].filter((letter) => letter !== email[at]));
  return email.slice(0, at) + wrong + email.slice(at + 1);
}
