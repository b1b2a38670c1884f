import fc from 'fast-check';
import { recipientSubjects, tagSubject } from './suppression-subject';
import { UnsubscribeKeys } from './unsubscribe-keys';
import { unsubscribeUrl } from './unsubscribe-url';

const keysOf = (...lines: string[]): UnsubscribeKeys => UnsubscribeKeys.parse(lines.join('\n'), 'keys');
const [ONE, TWO] = ['01'.repeat(32), '02'.repeat(32)] as const;
const KEYS = keysOf(ONE);

describe('unsubscribe token', () => {
  const token = KEYS.token('customer-17@example.com', 'spring', 'offers');

  it('says which list and campaign, and stands for the person', () => {
    expect(KEYS.verify(token)).toEqual({ recipientTag: KEYS.recipientTags('customer-17@example.com')[0], campaign: 'spring', list: 'offers' });
  });

  it('holds nothing of the person in any reading', () => {
    const decoded = token.split('.').map((part) => Buffer.from(part, 'base64url').toString('latin1'));
    expect([token, ...decoded].join(' ')).not.toMatch(/customer|17|example/);
  });

  it('is refused after any change of any character', () => {
    fc.assert(
      fc.property(fc.nat(token.length - 1), fc.constantFrom(...'ABCabc019-_.'), (at, letter) => {
        const changed = token.slice(0, at) + letter + token.slice(at + 1);
        // The last letter of a base64url part carries spare bits, so another letter may be the same signature.
        fc.pre(changed !== token && at !== token.length - 1);
        expect(KEYS.verify(changed)).toBeUndefined();
      }),
      { seed: 5, numRuns: 300 },
    );
  });

  it.each(['', '.', 'a', 'a.b.c', `${token}.x`, token.split('.')[0]])('refuses %p without throwing', (text) => {
    expect(KEYS.verify(String(text))).toBeUndefined();
  });

  it('goes into the address beside what is there', () => {
    expect(unsubscribeUrl('https://shop.example.com/u?lang=en', 'a.b')).toBe('https://shop.example.com/u?lang=en&t=a.b');
  });
});

describe('rotated keys', () => {
  const key = fc.uint8Array({ minLength: 32, maxLength: 32 }).map((bytes) => Buffer.from(bytes).toString('hex'));
  const person = fc.constantFrom('c1', 'c2', 'c3', 'c4');

  it('keep every link at work and every no known, whichever key it was said under, and take nothing from elsewhere', () => {
    // Each rotation puts a key in front; some people get a link then, and some of the links are followed at the end.
    const rotations = fc.uniqueArray(fc.record({ key, linked: fc.uniqueArray(person) }), { selector: (one) => one.key, minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(rotations, key, fc.func(fc.boolean()), (all, foreign, followed) => {
        fc.pre(all.every((one) => one.key !== foreign));
        const tokens = all.flatMap(({ linked }, at) => linked.map((id) => ({ id, token: keysOf(...all.slice(0, at + 1).map((one) => one.key).reverse()).token(id, 'spring', 'offers') })));
        const now = keysOf(...all.map((one) => one.key).reverse());
        const said = tokens.filter(({ token }) => followed(token));
        const suppressed = new Set(
          said.map(({ token }) => {
            const claim = now.verify(token);
            return claim && tagSubject(claim.list, claim.recipientTag);
          }),
        );
        for (const id of ['c1', 'c2', 'c3', 'c4']) {
          expect(recipientSubjects(now, 'offers', id).some((subject) => suppressed.has(subject))).toBe(said.some((one) => one.id === id));
          expect(now.verify(keysOf(foreign).token(id, 'spring', 'offers'))).toBeUndefined();
        }
        expect(suppressed).not.toContain(undefined);
      }),
      { seed: 7, numRuns: 200 },
    );
  });

  it('sign with the newest', () => {
    expect(keysOf(TWO, ONE).token('c1', 'spring', 'offers')).toBe(keysOf(TWO).token('c1', 'spring', 'offers'));
  });
});

describe('the text of the keys', () => {
  it('may end in a line feed, or have those of Windows', () => {
    expect(UnsubscribeKeys.parse(`${TWO}\r\n${ONE}\n`, 'keys').recipientTags('c1')).toEqual(keysOf(TWO, ONE).recipientTags('c1'));
  });

  it('is refused with every line at fault, and shows none', () => {
    const text = [ONE, 'hunter2', '', TWO.slice(2), ONE.toUpperCase(), TWO].join('\n');
    const lines = expect.objectContaining({ problems: [2, 3, 4, 5].map((line) => expect.objectContaining({ file: 'the secret', line })) });
    expect(() => UnsubscribeKeys.parse(text, 'the secret')).toThrow(lines);
    expect(() => UnsubscribeKeys.parse(text, 'the secret')).toThrow(expect.objectContaining({ message: expect.not.stringMatching(/hunter2|0101|0202/) }));
    expect(() => UnsubscribeKeys.parse('', 'the secret')).toThrow(expect.objectContaining({ code: 'ACTIVATION_UNSUBSCRIBE_KEYS' }));
  });

  it('is shown by no printing of the keys', () => {
    expect(`${JSON.stringify(KEYS)} ${String(KEYS)}`).not.toContain('0101');
  });
});
