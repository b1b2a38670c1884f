import fc from 'fast-check';
import { psi, psiOfFeature } from './psi';

const numbers = (length: number, value: (row: number) => number): Float64Array => Float64Array.from({ length }, (_, row) => value(row));

describe('psi', () => {
  it('is near 0 for the same distribution and passes 0.25 for a moved one', () => {
    const before = numbers(5000, (row) => row % 1000);
    expect(psi(before, numbers(3000, (row) => (row * 7) % 1000))).toBeLessThan(0.01);
    expect(psi(before, numbers(3000, (row) => (row % 1000) + 300))).toBeGreaterThan(0.25);
  });

  it('follows its formula on a distribution of two values', () => {
    // Half ones before, three quarters after. Four bins, each with half a row more: up to 0, up to 1, above, missing.
    const before = numbers(1000, (row) => (row < 500 ? 0 : 1));
    const after = numbers(1000, (row) => (row < 250 ? 0 : 1));
    const [quarter, half, most] = [250.5 / 1002, 500.5 / 1002, 750.5 / 1002] as const;
    const expected = (quarter - half) * Math.log(quarter / half) + (most - half) * Math.log(most / half);
    expect(psi(before, after)).toBeCloseTo(expected, 9);
  });

  it('sees values go missing', () => {
    const before = numbers(1000, (row) => row);
    expect(psi(before, before.map((value, row) => (row % 2 === 0 ? Number.NaN : value)))).toBeGreaterThan(0.25);
  });

  it('is finite and at least 0, whatever is in it', () => {
    const values = fc.array(fc.oneof(fc.double({ noDefaultInfinity: true }), fc.constant(Number.NaN)), { minLength: 1, maxLength: 40 });
    fc.assert(
      fc.property(values, values, (before, after) => {
        const found = psi(Float64Array.from(before), Float64Array.from(after));
        expect(Number.isFinite(found)).toBe(true);
        expect(found).toBeGreaterThanOrEqual(0);
      }),
    );
  });
});

describe('psiOfFeature', () => {
  const before = { kind: 'categorical', name: 'plan', codes: Int32Array.of(0, 0, 1, 1, -1), categories: ['basic', 'gold'] } as const;

  it('compares categories by text, however each table codes them', () => {
    const same = { kind: 'categorical', name: 'plan', codes: Int32Array.of(2, 2, 1, 1, -1), categories: ['absent', 'gold', 'basic'] } as const;
    expect(psiOfFeature(before, same)).toBeCloseTo(0, 12);
  });

  it('counts a category that was never there before', () => {
    const fresh = { kind: 'categorical', name: 'plan', codes: Int32Array.of(0, 0, 0, 0, 0), categories: ['platinum'] } as const;
    expect(psiOfFeature(before, fresh)).toBeGreaterThan(0.25);
  });

  it('refuses to compare numbers with categories', () => {
    expect(() => psiOfFeature(before, { kind: 'numeric', name: 'plan', values: Float64Array.of(1) })).toThrow(
      expect.objectContaining({ code: 'SEGMENTATION_KINDS_DIFFER' }),
    );
  });
});
