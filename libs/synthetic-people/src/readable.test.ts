import { normalizeEmail, normalizePhone } from '@parley/identity';
import fc from 'fast-check';
import { Random } from './random';
import { spellEmail, spellPhone } from './readable';

/** Real-looking numbers of several plans, and countries whose parties write them. */
const NUMBERS = ['+12025550123', '+14165550123', '+442079460958', '+33199001234', '+4930901820', '+61291920000', '+525555512345', '+6561234567', '+390612345678'];
const COUNTRIES = ['US', 'CA', 'GB', 'FR', 'DE', 'AU', 'MX', 'SG', 'IT'];

describe('identifiers written in other ways', () => {
  it('always read as the same address', () => {
    const address = fc.oneof(fc.emailAddress(), fc.stringMatching(/^[a-z0-9.+_-]{1,20}@gmail\.com$/), fc.stringMatching(/^[a-zßéıß1]{1,8}@[a-zü]{1,6}\.de$/));
    const spelt = new Set<boolean>();
    fc.assert(
      fc.property(address, fc.nat(), (raw, seed) => {
        const normalized = normalizeEmail(raw);
        fc.pre(normalized !== null);
        const written = spellEmail(normalized, Random.named(seed, 'spell'));
        spelt.add(written === normalized);
        expect(normalizeEmail(written)).toBe(normalized);
      }),
      { numRuns: 500 },
    );
    expect(spelt).toEqual(new Set([true, false])); // some stay as they are, some do not
  });

  it.each(COUNTRIES)('always read as the same number in %s', (country) => {
    const shapes = new Set<string>();
    fc.assert(
      fc.property(fc.constantFrom(...NUMBERS), fc.nat(), (e164, seed) => {
        const written = spellPhone(e164, country, Random.named(seed, 'spell'));
        shapes.add(written.replace(/\d/g, '9'));
        expect(normalizePhone(written, country)).toBe(e164);
      }),
      { numRuns: 200 },
    );
    expect(shapes.size).toBeGreaterThan(10);
  });
});
