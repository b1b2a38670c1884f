import examples from 'libphonenumber-js/examples.mobile.json';
import { type CountryCode, parsePhoneNumberFromString } from 'libphonenumber-js/min';

export interface DirtyNumber {
  raw: string;
  country: string;
  /** How the number was written; the classes of differences are told by it. */
  form: string;
}

/** Forty countries over all continents, with long, short and open numbering plans, and with and without a trunk prefix. */
const COUNTRIES = [
  'AE', 'AR', 'AT', 'AU', 'BE', 'BR', 'CA', 'CH', 'CL', 'CN', 'CO', 'CZ', 'DE', 'DK', 'EG', 'ES', 'FI', 'FR', 'GB', 'GR',
  'HK', 'HU', 'ID', 'IE', 'IL', 'IN', 'IT', 'JP', 'KE', 'KR', 'MX', 'NG', 'NL', 'NO', 'NZ', 'PL', 'SE', 'SG', 'US', 'ZA',
] as const;

const NUMBERS_A_COUNTRY = 12;

type Write = (number: { national: string; international: string; e164: string; digits: string; code: string }, below: (limit: number) => number) => string;

const FORMS: Record<string, Write> = {
  e164: ({ e164 }) => e164,
  national: ({ national }) => national,
  international: ({ international }) => `  ${international}\t`,
  'dots and slashes': ({ national }) => national.replaceAll(/[\s-]/g, '.').replace('.', '/'),
  'national digits': ({ national }) => national.replaceAll(/\D/g, ''),
  'significant digits': ({ digits }) => digits,
  'code without plus': ({ code, digits }) => code + digits,
  '00 prefix': ({ code, digits }) => `00${code} ${digits}`,
  '011 prefix': ({ code, digits }) => `011 ${code} ${digits}`,
  'bracketed zero': ({ code, digits }) => `+${code} (0) ${digits}`,
  'extra zero': ({ digits }) => `0${digits}`,
  'extension ext.': ({ national }, below) => `${national} ext. ${1 + below(999)}`,
  'extension x': ({ international }, below) => `${international} x${1 + below(99)}`,
  'extension #': ({ international }, below) => `${international} #${1 + below(99)}`,
  'full-width digits': ({ national }) => national.replaceAll(/\d/g, (digit) => String.fromCharCode(0xff10 + Number(digit))),
  'arabic-indic digits': ({ national }) => national.replaceAll(/\d/g, (digit) => String.fromCharCode(0x660 + Number(digit))),
  'non-breaking blanks': ({ international }) => international.replaceAll(' ', '\u00a0'),
  'en dashes': ({ international }) => international.replaceAll(' ', '–'),
  'tel: link': ({ e164 }) => `tel:${e164}`,
  'words before': ({ international }) => `mobile ${international}`,
  'words after': ({ international }) => `${international} (work)`,
  'two numbers': ({ international }, below) => `${international} / ${1000000 + below(8999999)}`,
  'letters for digits': ({ e164 }) => `${e164.slice(0, -4)}CALL`,
  'letter o for zero': ({ e164 }) => e164.replaceAll('0', 'O'),
  'one digit short': ({ e164 }) => e164.slice(0, -1),
  'one digit long': ({ e164 }, below) => e164 + below(10),
  'plus twice': ({ e164 }) => `+${e164}`,
  'random digits': (_, below) => String(below(1e9)) + String(below(1e6)).slice(0, below(7)),
  'hexadecimal junk': (_, below) => below(2 ** 31).toString(16) + below(2 ** 31).toString(16),
};

/** Some fourteen thousand numbers, the same for the same seed. */
export function dirtyNumbers(seed: number): DirtyNumber[] {
  const below = generator(seed);
  return COUNTRIES.flatMap((country) =>
    Array.from({ length: NUMBERS_A_COUNTRY }, () => randomNumber(country, below)).flatMap((number) =>
      Object.entries(FORMS).map(([form, write]) => ({ raw: write(number, below), country, form })),
    ),
  );
}

/** A mobile number of the country's example, its last four digits drawn. */
function randomNumber(country: CountryCode, below: (limit: number) => number): Parameters<Write>[0] {
  const example = examples[country];
  const drawn = example.slice(0, -4) + String(below(10_000)).padStart(4, '0');
  const number = parsePhoneNumberFromString(drawn, country);
  if (number === undefined) throw new Error(`no example number of ${country}`);
  return { national: number.formatNational(), international: number.formatInternational(), e164: number.number, digits: number.nationalNumber, code: number.countryCallingCode };
}

/** mulberry32: a small seeded generator of whole numbers below a limit. */
function generator(seed: number): (limit: number) => number {
  let state = seed;
  return (limit) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * limit);
  };
}
