import { readFileSync } from 'node:fs';
import { describeWith, sharedPath } from '@parley/testing';
import fc from 'fast-check';
import { hashIdentifier } from './hash-identifier';
import { normalizeEmail } from './normalize-email';

interface Vectors {
  email_valid: { input: string; normalized: string; sha256_base64: string }[];
  email_invalid: string[];
}

describeWith('data', 'the vectors of UID2', () => {
  const vectors = JSON.parse(readFileSync(sharedPath('data', 'identity-vectors', 'uid2-normalization.json'), 'utf8')) as Vectors;

  it.each(vectors.email_valid)('$input', ({ input, normalized, sha256_base64 }) => {
    expect(normalizeEmail(input)).toBe(normalized);
    const hashed = hashIdentifier(normalized, { kind: 'SHA_256' });
    expect(Buffer.from(hashed, 'hex').toString('base64')).toBe(sha256_base64);
  });

  it.each(vectors.email_invalid)('%j is no address', (input) => {
    expect(normalizeEmail(input)).toBeNull();
  });
});

describe('normalizeEmail', () => {
  it.each([
    ['\tAnn@Example.COM\u00a0', 'ann@example.com'],
    ['a.b+c@googlemail.com', 'a.b+c@googlemail.com'],
    ['a.b+c@mail.gmail.com', 'a.b+c@mail.gmail.com'],
    ['a+b+c@gmail.com', 'a@gmail.com'],
    ['ÉLAN@Bücher.de', 'élan@bücher.de'],
    ['ann lee@example.com', null],
    ['ann@example.com,bob@example.com', null],
    ['ann@exa\u0000mple.com', null],
    ['ann', null],
  ])('%j is %j', (raw, normalized) => expect(normalizeEmail(raw)).toBe(normalized));

  const local = fc.stringMatching(/^[a-z0-9]{1,12}$/);
  const noise = fc.record({ upper: fc.boolean(), before: fc.constantFrom('', ' ', '\t'), after: fc.constantFrom('', '  ', '\r'), dots: fc.nat({ max: 12 }), tag: fc.constantFrom('', '+x', '+news.2') });

  it('gives every spelling of a gmail address one hash, and other people another', () => {
    fc.assert(
      fc.property(local, local, noise, (name, other, { upper, before, after, dots, tag }) => {
        const dotted = dots > 0 && dots < name.length ? `${name.slice(0, dots)}.${name.slice(dots)}` : name;
        const address = `${dotted}${tag}@gmail.com`;
        const spelled = before + (upper ? address.toUpperCase() : address) + after;
        expect(normalizeEmail(spelled)).toBe(`${name}@gmail.com`);
        expect(normalizeEmail(spelled) === normalizeEmail(`${other}@gmail.com`)).toBe(name === other);
      }),
      { seed: 3 },
    );
  });

  it('changes nothing the second time', () => {
    const anything = fc.oneof(fc.string({ unit: 'grapheme' }), fc.tuple(fc.string({ unit: 'binary' }), fc.constantFrom('gmail.com', 'GMAIL.com', 'x.org')).map(([name, domain]) => `${name}@${domain}`));
    fc.assert(
      fc.property(anything, (raw) => {
        const once = normalizeEmail(raw);
        if (once !== null) expect(normalizeEmail(once)).toBe(once);
      }),
      { seed: 4, numRuns: 3000 },
    );
  });
});
