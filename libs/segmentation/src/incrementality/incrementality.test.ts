import fc from 'fast-check';
import { readCsvTable } from '@parley/tabular';
import { describeWith, sharedPath } from '@parley/testing';
import type { Arm } from './arm';
import { incrementality, neededPerArm } from './incrementality';
import cases from './incrementality.cases.json';
import { proportionDifference } from './proportion-difference';

const arm = ([responders, people]: number[]): Arm => ({ responders, people });

const add = (to: Arm, value: unknown): Arm => ({ people: to.people + 1, responders: to.responders + Number(value) });

const anyArm = fc.integer({ min: 1, max: 5000 }).chain((people) => fc.record({ people: fc.constant(people), responders: fc.integer({ min: 0, max: people }) }));

it.each(cases.intervals)('gives the published interval of $sent against $heldOut', ({ sent, heldOut, low, high }) => {
  const found = proportionDifference(arm(sent), arm(heldOut));
  expect(found.low).toBeCloseTo(low, 4);
  expect(found.high).toBeCloseTo(high, 4);
});

it.each(cases.verdicts)('$name: $verdict', ({ sent, heldOut, smallestEffect, verdict }) => {
  expect(incrementality({ sent: arm(sent), heldOut: arm(heldOut) }, smallestEffect).verdict).toBe(verdict);
});

it.each(cases.refused)('refuses $name', ({ sent, heldOut, smallestEffect, code }) => {
  expect(() => incrementality({ sent: arm(sent), heldOut: arm(heldOut) }, smallestEffect)).toThrow(expect.objectContaining({ code, kind: 'input' }));
});

it('needs about 30,400 people an arm for half a point of five per cent', () => {
  expect(neededPerArm(0.05, 0.005)).toBe(30_400);
});

it('holds the difference within -1 to 1, and turns round when the arms do', () => {
  fc.assert(
    fc.property(anyArm, anyArm, (a, b) => {
      const [there, back] = [proportionDifference(a, b), proportionDifference(b, a)];
      expect(there.low).toBeLessThanOrEqual(there.difference);
      expect(there.high).toBeGreaterThanOrEqual(there.difference);
      expect(Math.max(Math.abs(there.low), Math.abs(there.high))).toBeLessThanOrEqual(1 + 1e-12);
      expect(back.low).toBeCloseTo(-there.high, 12);
    }),
  );
});

/** A randomised test of 64,000 people: the figures of spec/activation-and-ml.md 5.4 (c). */
describeWith('data', 'Hillstrom', () => {
  let arms: Map<string, { visit: Arm; conversion: Arm }>;
  beforeAll(async () => {
    const table = await readCsvTable(sharedPath('data/hillstrom/full.csv.gz'));
    const values = (name: string) => table.columns.find((column) => column.name === name)?.values ?? [];
    const [segments, visits, conversions] = [values('segment'), values('visit'), values('conversion')];
    arms = new Map();
    segments.forEach((segment, row) => {
      const { visit, conversion } = arms.get(String(segment)) ?? { visit: arm([0, 0]), conversion: arm([0, 0]) };
      arms.set(String(segment), { visit: add(visit, visits[row]), conversion: add(conversion, conversions[row]) });
    });
  });

  it.each([
    ['Mens E-Mail', 21_307, 0.18276, 7.7, 'adds'],
    ['Womens E-Mail', 21_387, 0.1514, 4.5, 'adds'],
  ])('%s adds visits', (name, people, rate, points, verdict) => {
    const [sent, heldOut] = [arms.get(name)!.visit, arms.get('No E-Mail')!.visit];
    const found = incrementality({ sent, heldOut }, 0.01);
    expect([sent.people, heldOut.people, found.verdict]).toEqual([people, 21_306, verdict]);
    expect(found.rates.sent).toBeCloseTo(rate, 5);
    expect(found.rates.heldOut).toBeCloseTo(0.10617, 5);
    expect(Math.abs(100 * found.difference - points)).toBeLessThan(0.06);
  });

  it('has people enough for a third of a point of conversions, and not for a tenth', () => {
    const conversions = { sent: arms.get('Womens E-Mail')!.conversion, heldOut: arms.get('No E-Mail')!.conversion };
    expect(incrementality(conversions, 0.0033).verdict).toBe('adds');
    expect(incrementality(conversions, 0.001).verdict).toBe('not enough people yet');
  });
});
