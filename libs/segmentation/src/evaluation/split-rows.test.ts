import fc from 'fast-check';
import { splitRows, type SplitPlan } from './split-rows';

const labels = (length: number, every: number): Uint8Array => Uint8Array.from({ length }, (_, row) => (row % every === 0 ? 1 : 0));

describe('splitRows', () => {
  it('puts every row on one side, in both kinds', () => {
    const order = fc.array(fc.integer({ min: 0, max: 12 }), { minLength: 2, maxLength: 80 }).filter((moments) => new Set(moments).size > 1);
    fc.assert(
      fc.property(order, fc.integer(), fc.double({ min: 0.05, max: 0.95, noNaN: true }), (moments, seed, testShare) => {
        const plans: SplitPlan[] = [
          { kind: 'random', testShare },
          { kind: 'time', testShare, order: moments },
        ];
        for (const plan of plans) {
          const { train, test } = splitRows(plan, labels(moments.length, 3), seed);
          expect([...train, ...test].sort((a, b) => a - b)).toEqual(moments.map((_, row) => row));
        }
        const { train, test } = splitRows(plans[1]!, labels(moments.length, 3), seed);
        expect(Math.max(...Array.from(train, (row) => moments[row]!))).toBeLessThan(Math.min(...Array.from(test, (row) => moments[row]!)));
      }),
    );
  });

  it('draws at random the same rate of positives on both sides, again the same by seed', () => {
    const truth = labels(1000, 8);
    const draw = (seed: number): Int32Array => splitRows({ kind: 'random', testShare: 0.24 }, truth, seed).test;
    expect(draw(1)).toHaveLength(240);
    expect(draw(1).filter((row) => truth[row] === 1)).toHaveLength(30);
    expect(draw(1)).toEqual(draw(1));
    expect(draw(1)).not.toEqual(draw(2));
  });

  it('keeps one moment on one side and takes the boundary nearest to the share', () => {
    const order = ['2026-01', '2026-02', '2026-03', '2026-03', '2026-03', '2026-03', '2026-04', '2026-04'];
    expect([...splitRows({ kind: 'time', testShare: 0.3, order }, labels(8, 2), 1).test]).toEqual([6, 7]);
    expect([...splitRows({ kind: 'time', testShare: 0.7, order }, labels(8, 2), 1).test]).toEqual([2, 3, 4, 5, 6, 7]);
  });

  it.each<[string, SplitPlan, string]>([
    ['one moment for all rows', { kind: 'time', testShare: 0.25, order: [5, 5, 5, 5] }, 'SEGMENTATION_BAD_ORDER'],
    ['a row without a moment', { kind: 'time', testShare: 0.25, order: ['2026-01', null, '2026-02', '2026-03'] }, 'SEGMENTATION_BAD_ORDER'],
    ['numbers and texts mixed', { kind: 'time', testShare: 0.25, order: [1, '2', 3, 4] }, 'SEGMENTATION_BAD_ORDER'],
    ['moments for other rows', { kind: 'time', testShare: 0.25, order: [1, 2] }, 'SEGMENTATION_ROWS_DIFFER'],
    ['a share that is none', { kind: 'random', testShare: Number.NaN }, 'SEGMENTATION_BAD_SHARE'],
  ])('refuses %s', (_, plan, code) => {
    expect(() => splitRows(plan, labels(4, 2), 1)).toThrow(expect.objectContaining({ code }));
  });
});
