import type { SegmentPlan } from '@parley/owner-plan';
import fc from 'fast-check';
import { buildSegments } from './build-segments';
import { inHoldout } from './holdout';

const plans: SegmentPlan[] = [
  { name: 'best', kind: 'top-share', share: 0.3 },
  { name: 'likely', kind: 'threshold', minScore: 0.5 },
  { name: 'second-tenth', kind: 'decile', deciles: [2] },
  { name: 'all-tenths', kind: 'decile', deciles: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10] },
];

const nobody = { suppressed: new Set<string>(), consented: new Set<string>(), holdout: { share: 0.2, salt: 'spring' } };
const everyone = (ids: readonly string[]): typeof nobody => ({ ...nobody, consented: new Set(ids), holdout: { share: 0, salt: 'spring' } });

const person = fc.record({
  score: fc.integer({ min: 0, max: 10 }).map((n) => n / 10),
  suppressed: fc.boolean(),
  consented: fc.boolean(),
});

describe('buildSegments', () => {
  it('telescopes from everyone scored to the audience, and holds nobody who must not be contacted', () => {
    fc.assert(
      fc.property(fc.array(person, { minLength: 1, maxLength: 60 }), (people) => {
        const ids = people.map((_, row) => `C${row}`);
        const idsWhere = (flag: 'suppressed' | 'consented'): Set<string> => new Set(ids.filter((_, row) => people[row]![flag]));
        const exclusions = { suppressed: idsWhere('suppressed'), consented: idsWhere('consented'), holdout: { share: 0.2, salt: 'spring' } };
        for (const segment of buildSegments(Float64Array.from(people, ({ score }) => score), ids, plans, exclusions)) {
          const [scored, selected, allowed, willing, audience] = segment.waterfall.map(({ count }) => count) as [number, number, number, number, number];
          const { notSelected, suppressed, noConsent, holdout } = segment.removed;
          expect(scored).toBe(people.length);
          expect([scored - notSelected, selected - suppressed, allowed - noConsent, willing - holdout]).toEqual([selected, allowed, willing, audience]);
          expect([segment.audience.length, segment.size, segment.heldOut.length]).toEqual([audience, audience, holdout]);
          expect(new Set([...segment.audience, ...segment.heldOut]).size).toBe(willing);
          for (const id of segment.audience) {
            expect([exclusions.suppressed.has(id), exclusions.consented.has(id), inHoldout('spring', id, 0.2)]).toEqual([false, true, false]);
          }
        }
      }),
    );
  });

  it('selects by score: a rounded top share, a threshold with its edge, each decile once', () => {
    const ids = Array.from({ length: 20 }, (_, row) => `C${row}`);
    const scores = Float64Array.from(ids, (_, row) => row / 20);
    const [best, likely, second, all] = buildSegments(scores, ids, plans, everyone(ids));
    expect(best!.audience).toEqual(['C19', 'C18', 'C17', 'C16', 'C15', 'C14']);
    expect(likely!.audience).toHaveLength(10);
    expect(likely!.audience.at(-1)).toBe('C10');
    expect(second!.audience).toEqual(['C17', 'C16']);
    expect(all!.size).toBe(20);
    expect(best!.describes).toBe('the 30 % of people with the highest scores');
  });

  it('breaks ties by the salted hash, not by the order of rows', () => {
    const ids = Array.from({ length: 100 }, (_, row) => `C${row}`);
    const backwards = [...ids].reverse();
    const flat = new Float64Array(100).fill(0.4);
    const top = (order: string[], salt: string): string[] =>
      buildSegments(flat, order, plans.slice(0, 1), { ...everyone(ids), holdout: { share: 0, salt } })[0]!.audience;
    expect(top(backwards, 'spring')).toEqual(top(ids, 'spring'));
    expect(top(ids, 'summer')).not.toEqual(top(ids, 'spring'));
    expect(top(ids, 'spring')).not.toEqual(ids.slice(0, 30));
  });

  it.each([
    ['an id twice', Float64Array.of(0.1, 0.2), ['a', 'a'], 'SEGMENTATION_DUPLICATE_IDS'],
    ['a score that is no number', Float64Array.of(0.1, Number.NaN), ['a', 'b'], 'SEGMENTATION_SCORE_NOT_A_NUMBER'],
    ['no people', new Float64Array(0), [], 'SEGMENTATION_NO_ROWS'],
    ['fewer ids than scores', Float64Array.of(0.1, 0.2), ['a'], 'SEGMENTATION_ROWS_DIFFER'],
  ])('refuses %s', (_, scores, ids, code) => {
    expect(() => buildSegments(scores, ids, plans, nobody)).toThrow(expect.objectContaining({ code }));
  });
});

describe('inHoldout', () => {
  const ids = Array.from({ length: 20_000 }, (_, row) => `C${String(row).padStart(7, '0')}`);

  it('holds out the share, evenly along the ids (chi-square)', () => {
    const share = 0.1;
    const held = ids.map((id) => inHoldout('spring', id, share));
    const groups = Array.from({ length: 20 }, (_, group) => held.slice(group * 1000, (group + 1) * 1000).filter(Boolean).length);
    const chiSquare = groups.reduce((sum, count) => sum + (count - 100) ** 2 / (1000 * share * (1 - share)), 0);
    // 0.1 % point with 20 degrees of freedom.
    expect(chiSquare).toBeLessThan(45.3);
  });

  it('is independent between salts (chi-square of the four-fold table)', () => {
    const count = (a: boolean, b: boolean): number => ids.filter((id) => inHoldout('spring', id, 0.3) === a && inHoldout('summer', id, 0.3) === b).length;
    const [both, one, other, neither] = [count(true, true), count(true, false), count(false, true), count(false, false)] as const;
    const margins = (both + one) * (other + neither) * (both + other) * (one + neither);
    // 0.1 % point with 1 degree of freedom.
    expect((ids.length * (both * neither - one * other) ** 2) / margins).toBeLessThan(10.83);
  });

  it('depends on salt and id alone, and a larger share keeps who was held out', () => {
    const few = ids.slice(0, 500).filter((id) => inHoldout('spring', id, 0.05));
    expect(few.every((id) => inHoldout('spring', id, 0.2))).toBe(true);
    // Pinned: a change of these would silently move people in and out of running holdouts.
    expect(['C1', 'C2', 'C3', 'C4', 'C5', 'C6', 'C7', 'C8'].filter((id) => inHoldout('spring', id, 0.5))).toMatchInlineSnapshot(`
[
  "C2",
  "C3",
  "C5",
  "C6",
  "C8",
]
`);
  });

  it('refuses a share that is no share', () => {
    for (const share of [-0.1, 1, Number.NaN]) expect(() => inHoldout('spring', 'C1', share)).toThrow(expect.objectContaining({ code: 'SEGMENTATION_BAD_SHARE' }));
  });
});
