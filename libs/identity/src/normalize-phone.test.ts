import { readFileSync } from 'node:fs';
import { describeWith, sharedPath } from '@parley/testing';
import { parsePhoneNumberFromString as parseWithMax } from 'libphonenumber-js/max';
import { normalizePhone } from './normalize-phone';
import { dirtyNumbers } from './phone-corpus';
import { comparePhones } from './phone-differences';
import known from './phone-differences.cases.json';

type Country = Exclude<Parameters<typeof parseWithMax>[1], undefined | object>;

const shared = (name: string): unknown => JSON.parse(readFileSync(sharedPath('data', 'identity-vectors', name), 'utf8'));

describeWith('data', 'the shared vectors', () => {
  it('reads 1,461 numbers of 245 regions', () => {
    const { vectors } = shared('phone-e164.json') as { vectors: { input: string; defaultRegion: string; e164: string }[] };
    const wrong = vectors.filter(({ input, defaultRegion, e164 }) => normalizePhone(input, defaultRegion) !== e164);
    expect(vectors).toHaveLength(1461);
    expect(wrong).toEqual([]);
  });

  it('makes a number that UID2 accepts of each of its vectors, or none', () => {
    const { phone_not_normalized, phone_normalized } = shared('uid2-normalization.json') as Record<string, (string | null)[]>;
    const isUid2 = /^\+[0-9]{10,15}$/;
    for (const raw of [...(phone_not_normalized ?? []), ...(phone_normalized ?? [])]) {
      if (raw === null) continue;
      const normalized = normalizePhone(raw, 'US');
      if (normalized !== null) expect(normalized).toMatch(isUid2);
      if (phone_not_normalized?.includes(raw)) expect(normalized).not.toBe(raw);
    }
  });
});

describe('normalizePhone', () => {
  it.each([
    [' (202) 555-0123 ', 'US', '+12025550123'],
    ['202.555.0123 ext. 45', 'US', '+12025550123'],
    ['020 7946 0958', 'GB', '+442079460958'],
    ['00 44 20 7946 0958', 'FR', '+442079460958'],
    ['001 202 555 0123', 'US', '+12025550123'],
    ['011 44 20 7946 0958', 'US', '+442079460958'],
    ['0011 44 20 7946 0958', 'AU', '+442079460958'],
    ['00 12', 'US', null],
    ['２０２５５５０１２３', 'US', '+12025550123'],
    ['06a418f467a14e1631a317b107548a1039d26f12ea45301ab14e7684b36ede58', 'US', null],
    ['202-555-0123 or 202-555-0124', 'US', null],
    ['555-0123', 'US', null],
    ['n/a', 'US', null],
    ['', 'US', null],
  ])('%j in %s is %j', (raw, country, normalized) => expect(normalizePhone(raw, country)).toBe(normalized));

  it('refuses a country that has no numbers', () => {
    for (const country of ['XX', 'us', '']) expect(() => normalizePhone('+12025550123', country)).toThrow(expect.objectContaining({ code: 'COUNTRY_UNKNOWN', exitCode: 2 }));
  });

  it('changes nothing the second time, and needs no larger metadata, on 14,000 dirty numbers of 40 countries', () => {
    const numbers = dirtyNumbers(2);
    expect(numbers.length).toBeGreaterThan(10_000);
    for (const { raw, country } of numbers) {
      const normalized = normalizePhone(raw, country);
      if (normalized === null) continue;
      expect([raw, normalizePhone(normalized, country)]).toEqual([raw, normalized]);
      if (!raw.startsWith('00')) expect([raw, parseWithMax(raw.trim(), { defaultCountry: country as Country, extract: false })?.number]).toEqual([raw, normalized]);
    }
  });

  it('makes nothing of a number without its area code', () => {
    expect(normalizePhone('555-0123', 'CA')).toBeNull();
    expect(normalizePhone('464-1234', 'AG')).toBe('+12684641234');
  });
});

describeWith('phonenumbers', "Google's library on the same numbers", () => {
  it('differs only in the classes that are listed and explained', () => {
    const { version, differences } = comparePhones(1);
    const explained = new Set(known.classes.map(({ name }) => name));
    expect(Object.keys(differences).filter((name) => !explained.has(name))).toEqual([]);
    // Another version has other metadata, and so other counts.
    if (version === known.version) expect(differences).toEqual(Object.fromEntries(known.classes.map(({ name, count }) => [name, count])));
  });
});
