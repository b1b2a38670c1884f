import fc from 'fast-check';
import { auc, aucStdErr } from './auc';
import { averagePrecision } from './average-precision';
import { calibrationBins, ece } from './calibration';
import { captureCurve, liftAt } from './capture';
import { logLoss } from './log-loss';
import cases from './metrics.cases.json';
import { pairedAuc } from './paired-auc';
import { scorecard } from './scorecard';
import { studentT } from './student-t';

interface Row {
  score: number;
  label: number;
}

/** Few distinct scores, so that ties are common; both labels are there. */
const rowsWithTies = fc
  .array(fc.record({ score: fc.integer({ min: 0, max: 8 }).map((n) => n / 8), label: fc.integer({ min: 0, max: 1 }) }), { minLength: 2, maxLength: 60 })
  .filter((rows) => rows.some(({ label }) => label === 1) && rows.some(({ label }) => label === 0));

const scoresOf = (rows: readonly Row[]): Float64Array => Float64Array.from(rows, ({ score }) => score);
const labelsOf = (rows: readonly Row[]): Uint8Array => Uint8Array.from(rows, ({ label }) => label);

/** 1 where the positive scores higher, a half for a tie. */
const wins = (positive: number, negative: number): number => (positive > negative ? 1 : positive === negative ? 0.5 : 0);

interface ScoredTwice {
  score: number;
  other: number;
}

const edge = (positive: ScoredTwice, negative: ScoredTwice): number => wins(positive.score, negative.score) - wins(positive.other, negative.other);
const average = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0) / values.length;
const spread = (values: readonly number[]): number => values.reduce((sum, value) => sum + (value - average(values)) ** 2, 0) / (values.length - 1);

function aucByPairs(scores: Float64Array, labels: Uint8Array): number {
  const positives = scores.filter((_, row) => labels[row] === 1);
  const negatives = scores.filter((_, row) => labels[row] === 0);
  let sum = 0;
  for (const positive of positives) for (const negative of negatives) sum += wins(positive, negative);
  return sum / (positives.length * negatives.length);
}

describe(`figures of ${cases.source}`, () => {
  it.each(cases.cases)('$name', ({ scores, labels, expected }) => {
    const given = Float64Array.from(scores);
    const truth = Uint8Array.from(labels);
    expect(auc(given, truth)).toBeCloseTo(expected.auc, 12);
    expect(averagePrecision(given, truth)).toBeCloseTo(expected.averagePrecision, 12);
    expect(logLoss(given, truth)).toBeCloseTo(expected.logLoss, 12);
  });
});

describe('auc', () => {
  it('is the share of pairs in the right order', () => {
    fc.assert(fc.property(rowsWithTies, (rows) => expect(auc(scoresOf(rows), labelsOf(rows))).toBeCloseTo(aucByPairs(scoresOf(rows), labelsOf(rows)), 12)));
  });

  it('has the standard error of Hanley and McNeil', () => {
    // data-and-baselines.md section 3: online-shoppers own lgbm-t, 2,466 rows, 15.47 % positive; telco-churn own lr, 1,761 rows, 26.54 %.
    expect(aucStdErr(0.9102, 381, 2085)).toBeCloseTo(0.0103, 4);
    expect(aucStdErr(0.8409, 467, 1294)).toBeCloseTo(0.012, 4);
    expect(aucStdErr(1, 10, 10)).toBe(0);
  });
});

describe('pairedAuc', () => {
  it('equals DeLong by its definition over all pairs', () => {
    const rows = fc.array(
      fc.record({ score: fc.integer({ min: 0, max: 9 }), other: fc.integer({ min: 0, max: 9 }), label: fc.integer({ min: 0, max: 1 }) }),
      { minLength: 4, maxLength: 40 },
    );
    fc.assert(
      fc.property(rows, (drawn) => {
        const positives = drawn.filter(({ label }) => label === 1);
        const negatives = drawn.filter(({ label }) => label === 0);
        fc.pre(positives.length > 1 && negatives.length > 1);
        const byPositive = positives.map((p) => average(negatives.map((n) => edge(p, n))));
        const byNegative = negatives.map((n) => average(positives.map((p) => edge(p, n))));
        const found = pairedAuc(scoresOf(drawn), Float64Array.from(drawn, ({ other }) => other), labelsOf(drawn));
        expect(found.difference).toBeCloseTo(average(byPositive), 12);
        expect(found.variance).toBeCloseTo(spread(byPositive) / positives.length + spread(byNegative) / negatives.length, 12);
      }),
    );
  });
});

describe('captureCurve and liftAt', () => {
  it('take ties at their mean', () => {
    const scores = Float64Array.of(0.9, 0.5, 0.5, 0.5, 0.5);
    const labels = Uint8Array.of(1, 1, 0, 0, 0);
    expect(captureCurve(scores, labels, 5).map(([, caught]) => caught)).toEqual([0, 0.5, 0.625, 0.75, 0.875, 1].map((y) => expect.closeTo(y, 12)));
    expect(liftAt(scores, labels, 0.2)).toBeCloseTo(2.5, 12);
  });

  it('rise from (0, 0) to (1, 1), whatever the order of rows', () => {
    fc.assert(
      fc.property(rowsWithTies, (rows) => {
        const curve = captureCurve(scoresOf(rows), labelsOf(rows), 20);
        expect(curve[0]).toEqual([0, 0]);
        expect(curve[20]).toEqual([1, 1]);
        for (let step = 1; step < curve.length; step++) expect(curve[step]![1]).toBeGreaterThanOrEqual(curve[step - 1]![1] - 1e-12);
        const turned = [...rows].reverse();
        expect(captureCurve(scoresOf(turned), labelsOf(turned), 20)).toEqual(curve);
      }),
    );
  });

  it('refuse a share outside 0 to 1', () => {
    for (const share of [0, -1, 1.1, Number.NaN]) {
      expect(() => liftAt(Float64Array.of(0.1, 0.2), Uint8Array.of(0, 1), share)).toThrow(/share/);
    }
  });
});

describe('calibration', () => {
  it('counts every row once and averages to the overall rate', () => {
    fc.assert(
      fc.property(rowsWithTies, (rows) => {
        const bins = calibrationBins(scoresOf(rows), labelsOf(rows));
        expect(bins.reduce((sum, bin) => sum + bin.rows, 0)).toBe(rows.length);
        const positives = bins.reduce((sum, bin) => sum + bin.rows * bin.observed, 0);
        expect(positives).toBeCloseTo(rows.filter(({ label }) => label === 1).length, 9);
        const turned = [...rows].reverse();
        expect(ece(scoresOf(turned), labelsOf(turned))).toBeCloseTo(ece(scoresOf(rows), labelsOf(rows)), 12);
      }),
    );
  });

  it('knows a calibrated and a boastful score', () => {
    const labels = Uint8Array.from({ length: 1000 }, (_, row) => (row % 10 < 3 ? 1 : 0));
    expect(ece(new Float64Array(1000).fill(0.3), labels)).toBeCloseTo(0, 12);
    expect(ece(new Float64Array(1000).fill(0.8), labels)).toBeCloseTo(0.5, 12);
  });
});

describe('studentT', () => {
  // Two-sided 5 % and 1 % points of printed tables.
  it.each([
    [0.05, 1, 12.7062],
    [0.05, 4, 2.7764],
    [0.05, 4.5, 2.6589],
    [0.01, 5, 4.0321],
    [0.05, 30, 2.0423],
    [0.05, 1000, 1.9623],
    [0.05, Infinity, 1.9623],
  ])('tail %p with %p degrees is %p', (tail, degrees, expected) => {
    expect(studentT(tail, degrees)).toBeCloseTo(expected, 3);
  });
});

describe('rows nothing can be said of', () => {
  const both = Uint8Array.of(0, 1);

  it.each([
    ['one class', Float64Array.of(0.1, 0.2), Uint8Array.of(1, 1), 'SEGMENTATION_ONE_CLASS'],
    ['one row', Float64Array.of(0.1), Uint8Array.of(1), 'SEGMENTATION_ONE_CLASS'],
    ['no rows', new Float64Array(0), new Uint8Array(0), 'SEGMENTATION_NO_ROWS'],
    ['a NaN score', Float64Array.of(0.1, Number.NaN), both, 'SEGMENTATION_SCORE_NOT_A_NUMBER'],
    ['unequal lengths', Float64Array.of(0.1), both, 'SEGMENTATION_ROWS_DIFFER'],
    ['a label of 2', Float64Array.of(0.1, 0.2), Uint8Array.of(0, 2), 'SEGMENTATION_LABEL_NOT_BINARY'],
  ])('%s gives a typed error', (_, scores, labels, code) => {
    expect(() => scorecard(scores, labels)).toThrow(expect.objectContaining({ code }));
  });

  it('stays finite where a certain model is wrong', () => {
    expect(Object.values(scorecard(Float64Array.of(1, 0), both)).every(Number.isFinite)).toBe(true);
  });
});
