import metadata from 'libphonenumber-js/metadata.min.json';
import { type CountryCode, getCountries, parsePhoneNumberFromString } from 'libphonenumber-js/min';
import { countryUnknown } from './errors';

/** E.164: a plus and 15 digits. The metadata let some countries have more. */
const LONGEST = 16;

const countries = new Set<string>(getCountries());
/** The first country of each calling code: its plan reads a number whose country isn't known. */
const mainCountries = new Set<string>(Object.values(metadata.country_calling_codes).map(([first]) => first ?? ''));

/**
 * E.164 (`+12025550123`) of a number as people write it. `country` (ISO 3166-1 alpha-2) reads a number without `+`.
 * An extension is dropped. A leading 00 is read as + also where another
 * prefix is dialled (011 in the US): people write it, and no national number begins so. Null if the text isn't wholly one number, or has too few or too many digits for its
 * country. Whether the number is in use isn't asked: two parties need the same form, not a live line, and ranges
 * change faster than files. So the `min` metadata do; on the vectors and on the 40 countries of the test `max` gives
 * the same answers from nearly twice the bytes.
 *
 * @throws inputError COUNTRY_UNKNOWN
 */
export function normalizePhone(raw: string, country: string): string | null {
  if (!countries.has(country)) throw countryUnknown(country);
  const text = raw.trim();
  const number = possibleNumber(text, country as CountryCode) ?? (text.startsWith('00') ? possibleNumber(`+${text.slice(2)}`) : null);
  if (number === null) return null;
  // Seven digits are possible in Canada, without the area code: not a number that means the same elsewhere.
  return mainCountries.has(country) ? number : possibleNumber(number);
}

function possibleNumber(text: string, defaultCountry?: CountryCode): string | null {
  // Not extracted from other text: "06a418f4…" is a hash, not a number.
  const number = parsePhoneNumberFromString(text, { defaultCountry, extract: false });
  return number?.isPossible() && number.number.length <= LONGEST ? number.number : null;
}
