import { normalizeEmail, normalizePhone } from '@parley/identity';
import { writeEmail, writePhone } from './dirt';
import type { Random } from './random';

const NORTH_AMERICAN = /^\+1(\d{10})$/;
const SEPARATORS = ['', ' ', '-', '.'] as const;

/** A normalised address in one of the ways people write it; always read as the same address. */
export function spellEmail(normalized: string, random: Random): string {
  const written = writeEmail(normalized, random);
  return normalizeEmail(written) === normalized ? written : normalized;
}

/** A number in E.164 in one of the ways people write it; always read as the same number in that country. */
export function spellPhone(e164: string, country: string, random: Random): string {
  const national = NORTH_AMERICAN.exec(e164)?.[1];
  const written = national === undefined ? grouped(e164, random.pick(SEPARATORS)) : writePhone(national, random);
  return inCountry(written, e164, country);
}

/** The number as written, or in E.164 where the country would read it as another; empty stays empty. */
export function inCountry(written: string, e164: string, country: string): string {
  return written === '' || normalizePhone(written, country) === e164 ? written : e164;
}

/** `+44 207 946 0958`: groups of three after two digits, the rest in the last. */
function grouped(e164: string, separator: string): string {
  return e164.replace(/(?<=^\+\d\d(?:\d{3}){0,3})(\d{3})(?=\d)/g, `${separator}$1`);
}
