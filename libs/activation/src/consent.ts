import type { ConsentRecord } from './ports/consent-store';

/** Clocks of two machines differ by less than this. */
export const CLOCK_SKEW_MS = 5 * 60_000;

export type ConsentVerdict = 'granted' | 'never-given' | 'refused' | 'expired' | 'from-the-future';

/**
 * Whether a person agreed, by the record that counts and else by the contact table's word. A consent said to be given
 * later than now is none: its clock or its source is wrong. A refusal from the future holds, since nobody may be written to by mistake.
 */
export function consentAt(record: ConsentRecord | undefined, tableSays: boolean, now: Date): ConsentVerdict {
  if (!record) return tableSays ? 'granted' : 'never-given';
  if (!record.granted) return 'refused';
  if (!(Date.parse(record.at) <= now.getTime() + CLOCK_SKEW_MS)) return 'from-the-future';
  return record.expires !== undefined && !(Date.parse(record.expires) > now.getTime()) ? 'expired' : 'granted';
}
