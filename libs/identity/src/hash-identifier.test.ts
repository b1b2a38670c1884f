import fc from 'fast-check';
import { hashIdentifier, identifierHasher } from './hash-identifier';

describe('hashIdentifier', () => {
  // RFC 4231, test cases 6 and 7: those with keys of 32 bytes or more (131 bytes) and a text.
  const key = Buffer.alloc(131, 0xaa);
  it.each([
    ['Test Using Larger Than Block-Size Key - Hash Key First', '60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54'],
    ['This is a test using a larger than block-size key and a larger than block-size data. The key needs to be hashed before being used by the HMAC algorithm.', '9b09ffa71b942fcb27635fbcd5b0e944bfdc63644f0713938a7f51535c3a35e2'],
  ])('HMAC of RFC 4231: %s', (text, expected) => expect(hashIdentifier(text, { kind: 'HMAC_SHA_256', key })).toBe(expected));

  it('SHA-256 of FIPS 180-2', () => {
    expect(hashIdentifier('abc', { kind: 'SHA_256' })).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
  });

  it('refuses a key below 32 bytes, once and not for each value', () => {
    expect(() => identifierHasher({ kind: 'HMAC_SHA_256', key: Buffer.alloc(31) })).toThrow(expect.objectContaining({ code: 'KEY_TOO_SHORT', exitCode: 2 }));
    expect(() => identifierHasher({ kind: 'HMAC_SHA_256', key: Buffer.alloc(32) })).not.toThrow();
  });

  it('gives another hash under another key, and keeps its own if the caller wipes the buffer', () => {
    const bytes = fc.uint8Array({ minLength: 32, maxLength: 80 });
    fc.assert(
      fc.property(bytes, fc.string({ unit: 'grapheme' }), (found, text) => {
        const mine = Buffer.from(found);
        const hasher = identifierHasher({ kind: 'HMAC_SHA_256', key: mine });
        const before = hasher(text);
        mine[0] = (mine[0] ?? 0) ^ 1;
        expect(hasher(text)).toBe(before);
        expect(hashIdentifier(text, { kind: 'HMAC_SHA_256', key: mine })).not.toBe(before);
      }),
      { seed: 5 },
    );
  });
});
