import fc from 'fast-check';
import { differencingAttack, trackerAttack } from './testing/attack-variants';
import { legitimateMonth } from './testing/legitimate-history';
import { makeHistory, OWNER, type Past } from './testing/make-history';
import { watchHistory } from './watch-history';

const detectors = async (past: readonly Past[]) => (await watchHistory(OWNER, makeHistory(past))).warnings;

it('warns of no month of everyday questions', async () => {
  await fc.assert(
    fc.asyncProperty(legitimateMonth, async (month) => {
      expect((await detectors(month)).map(({ detector, columns, queries }) => [detector, columns, queries.map((id) => month[Number(id.slice(1)) - 1]?.sql)])).toEqual([]);
    }),
    { numRuns: 8 },
  );
});

it.each([
  ['differencing', differencingAttack],
  ['tracker', trackerAttack],
])('sees %s in whatever words, order and days, between other questions', async (detector, attack) => {
  await fc.assert(
    fc.asyncProperty(attack, async (pair) => {
      const found = await detectors(pair);
      expect(found.map((warning) => warning.detector)).toContain(detector);
    }),
    { numRuns: 100 },
  );
  await fc.assert(
    fc.asyncProperty(attack, legitimateMonth, async (pair, month) => {
      const found = (await detectors([...pair, ...month.slice(0, 25)])).filter((warning) => warning.detector === detector);
      // An honest query that asks the same as one half may stand for it.
      expect(found.length).toBeGreaterThan(0);
      expect(found.every(({ queries }) => queries.includes('q1') || queries.includes('q2'))).toBe(true);
    }),
    { numRuns: 8 },
  );
});
