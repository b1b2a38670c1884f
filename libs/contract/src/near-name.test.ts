import fc from 'fast-check';
import { nearName } from './near-name';

const KNOWN = ['joinColumns', 'listColumns', 'hashed_email', 'allowedColumns', 'description'];

describe('nearName', () => {
  it.each([
    ['joincolumns', 'joinColumns'],
    ['join_columns', 'joinColumns'],
    ['hashed_emial', 'hashed_email'],
    ['allowdColumns', 'allowedColumns'],
    ['retention', undefined],
    ['', undefined],
  ])('%s means %s', (name, meant) => {
    expect(nearName(name, KNOWN)).toBe(meant);
  });

  it('finds a name again after any one slip', () => {
    const slip = fc.record({ name: fc.constantFrom(...KNOWN), at: fc.nat(8), kind: fc.constantFrom('drop', 'double', 'swap', 'other') });
    fc.assert(
      fc.property(slip, ({ name, at, kind }) => {
        const letters = [...name];
        if (kind === 'drop') letters.splice(at, 1);
        if (kind === 'double') letters.splice(at, 0, letters[at]!);
        if (kind === 'swap') letters.splice(at, 2, letters[at + 1]!, letters[at]!);
        if (kind === 'other') letters[at] = 'q';
        expect(nearName(letters.join(''), KNOWN)).toBe(name);
      }),
    );
  });
});
