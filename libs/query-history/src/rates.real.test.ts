import fc from 'fast-check';
import { differencingAttack, trackerAttack } from './testing/attack-variants';
import { legitimateMonth, strayQuery } from './testing/legitimate-history';
import { makeHistory, OWNER, type Past } from './testing/make-history';
import { watchHistory } from './watch-history';

const SEED = 20261122;
const sample = <T>(values: fc.Arbitrary<T>, count: number) => fc.sample(values, { seed: SEED, numRuns: count });
const share = (count: number, of: number) => `${count} of ${of}`;

async function warned(histories: readonly (readonly Past[])[]): Promise<string[]> {
  const found: string[] = [];
  for (const past of histories) found.push([...new Set((await watchHistory(OWNER, makeHistory(past))).warnings.map(({ detector }) => detector))].join(' '));
  return found;
}

/** So many months without a warning say, with 95 % confidence, that at most 3 in so many have one. */
const MONTHS = 100;

it('warns of no month of everyday questions, and of few where real values are left out now and then', async () => {
  const everyday = (await warned(sample(legitimateMonth, MONTHS))).filter((one) => one !== '');
  const mixed = fc.tuple(legitimateMonth, fc.array(strayQuery, { minLength: 1, maxLength: 3 })).map(([month, stray]) => [...month, ...stray]);
  const strays = (await warned(sample(mixed, MONTHS))).filter((one) => one !== '');
  console.info(`false alarms: ${share(everyday.length, MONTHS)} everyday months, ${share(strays.length, MONTHS)} with one to three values left out`);
  expect(everyday).toEqual([]);
  expect(strays.length).toBeLessThanOrEqual(MONTHS / 20);
}, 600_000);

it.each([
  ['differencing', differencingAttack],
  ['tracker', trackerAttack],
])('sees %s in every wording', async (detector, attack) => {
  const found = await warned(sample(attack, 1000));
  const seen = found.filter((one) => one.includes(detector)).length;
  console.info(`${detector}: seen in ${share(seen, found.length)} wordings`);
  expect(seen).toBe(found.length);
}, 600_000);
