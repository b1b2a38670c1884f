import { isParleyError } from '@parley/errors';
import fc from 'fast-check';
import type { Dataset, NumericFeature } from '../dataset';
import { makeSample, pairwiseAuc, type Sample } from '../fixtures';
import { trainLogistic } from '../logistic/train-logistic';
import { scoreLogistic } from '../logistic/score-logistic';
import { findBinEdges } from './bin-edges';
import type { BoosterModel } from './booster-model';
import type { BoosterOptions } from './booster-options';
import { parseBoosterModel } from './parse-booster-model';
import { scoreBooster } from './score-booster';
import { trainBooster } from './train-booster';

const FAST: BoosterOptions = { trees: 30, learningRate: 0.2, minRowsInLeaf: 20 };

const xor = (seed: number): Sample =>
  makeSample(1500, seed, (random) => {
    const [x, y] = [random(), random()];
    return { values: { x, y }, label: x > 0.5 !== y > 0.5 };
  });

/** Numbers, categories and gaps, with a label that needs all three. */
const mixed = (seed: number, rows = 1200): Sample =>
  makeSample(rows, seed, (random) => {
    const size = random() < 0.2 ? null : Math.round(random() * 1000) / 10;
    const shop = `s${Math.floor(random() * 12)}`;
    const odds = (size === null ? 1.5 : size / 40 - 1) + (['s1', 's4', 's9'].includes(shop) ? 2 : -1);
    return { values: { size, shop, noise: random() }, label: random() < 1 / (1 + Math.exp(-odds)) };
  });

/** One row of `mixed`'s columns whose shop has this code in a list that training never saw. */
const visitTo = (shop: number): Dataset => ({
  rows: 1,
  features: [
    { kind: 'numeric' as const, name: 'size', values: Float64Array.of(50) },
    { kind: 'categorical' as const, name: 'shop', codes: Int32Array.of(shop), categories: ['elsewhere'] },
    { kind: 'numeric' as const, name: 'noise', values: Float64Array.of(0.5) },
  ],
});

const aucOf = (model: BoosterModel, { data, labels }: Sample): number => pairwiseAuc(scoreBooster(model, data), labels);

describe('trainBooster', () => {
  it('learns an exclusive or, which no sum of single features can', () => {
    const { data, labels } = xor(1);
    expect(aucOf(trainBooster(data, labels, FAST), xor(2))).toBeGreaterThan(0.97);
    expect(pairwiseAuc(scoreLogistic(trainLogistic(data, labels), xor(2).data), xor(2).labels)).toBeLessThan(0.6);
  });

  it('learns what a missing value says, on whichever side of the numbers it lies', () => {
    for (const missingMeans of [true, false]) {
      const sample = makeSample(1000, 3, (random) => {
        const missing = random() < 0.3;
        return { values: { x: missing ? null : random() }, label: missing === missingMeans };
      });
      const scores = scoreBooster(trainBooster(sample.data, sample.labels, FAST), sample.data);
      expect(pairwiseAuc(scores, sample.labels)).toBe(1);
    }
  });

  it('parts scattered categories in one split, as no order of codes could', () => {
    const good = new Set(['c0', 'c7', 'c9', 'c14', 'c22', 'c31']);
    const draw = (seed: number) =>
      makeSample(6000, seed, (random) => {
        const category = `c${Math.floor(random() * 40)}`;
        return { values: { category }, label: random() < (good.has(category) ? 0.9 : 0.1) };
      });
    const { data, labels } = draw(4);
    const model = trainBooster(data, labels, { ...FAST, trees: 1 });
    const [spec] = model.features;
    const [left] = model.trees[0].leftBins;
    const names = left?.map((bin) => (spec.kind === 'categorical' ? spec.categories[bin - 1] : '')) ?? [];
    expect(names.sort()).toEqual([...good].sort());
  });

  it('treats an unseen category as a missing one', () => {
    const { data, labels } = mixed(5);
    const model = trainBooster(data, labels, FAST);
    expect(scoreBooster(model, visitTo(0))).toEqual(scoreBooster(model, visitTo(-1)));
  });

  it('stops early at the lowest validation loss', () => {
    const { data, labels } = mixed(6, 600);
    const validation = mixed(7, 600);
    const settings = { ...FAST, trees: 300, minRowsInLeaf: 5 };
    const stopped = trainBooster(data, labels, { ...settings, earlyStoppingRounds: 10 }, validation);
    const whole = trainBooster(data, labels, settings);
    expect(stopped.trees.length).toBeLessThan(100);
    expect(stopped.trees).toEqual(whole.trees.slice(0, stopped.trees.length));
    expect(aucOf(stopped, mixed(8))).toBeGreaterThan(aucOf(whole, mixed(8)));
  });

  it('tells which features it used, and the sum is that of all splits', () => {
    const { data, labels } = mixed(9);
    const model = trainBooster(data, labels, FAST);
    const total = model.importances.reduce((sum, { gain }) => sum + gain, 0);
    const splits = model.trees.flatMap(({ gain }) => gain).reduce((sum, gain) => sum + gain, 0);
    expect(total).toBeCloseTo(splits, 6);
    const [size, shop, noise] = model.importances.map(({ gain }) => gain);
    expect(Math.min(size, shop)).toBeGreaterThan(noise);
  });
});

describe('invariants of trainBooster', () => {
  const options = fc.record({
    trees: fc.constant(5),
    leaves: fc.integer({ min: 2, max: 20 }),
    minRowsInLeaf: fc.integer({ min: 1, max: 60 }),
    bins: fc.integer({ min: 2, max: 255 }),
    lambda: fc.constantFrom(0, 1, 20),
    rowShare: fc.constantFrom(1, 0.7),
    featureShare: fc.constantFrom(1, 0.7),
    seed: fc.nat(1000),
  });

  it('keeps to its limits, survives its file, and repeats itself byte for byte', () => {
    fc.assert(
      fc.property(options, fc.nat(1000), (settings, seed) => {
        const { data, labels } = mixed(seed, 300);
        const model = trainBooster(data, labels, settings);
        const text = JSON.stringify(model);
        expect(JSON.stringify(trainBooster(data, labels, settings))).toBe(text);
        expect(scoreBooster(parseBoosterModel(text), data)).toEqual(scoreBooster(model, data));
        for (const tree of model.trees) {
          expect(tree.leafRows.length).toBeLessThanOrEqual(settings.leaves);
          expect(Math.min(...tree.leafRows)).toBeGreaterThanOrEqual(settings.minRowsInLeaf);
          expect(tree.leafRows.reduce((sum, rows) => sum + rows)).toBe(Math.round(300 * settings.rowShare));
          expect(Math.min(...tree.gain)).toBeGreaterThan(0);
        }
      }),
      { numRuns: 40, seed: 1 },
    );
  });

  it('sees only the order of numbers: a rising change of scale leaves the scores as they are', () => {
    fc.assert(
      fc.property(fc.nat(1000), fc.constantFrom<(x: number) => number>((x) => x * 8 - 3, Math.exp, Math.cbrt), (seed, rising) => {
        const sample = mixed(seed, 300);
        const [size, ...rest] = sample.data.features as [NumericFeature];
        const changed = { ...sample.data, features: [{ ...size, values: size.values.map(rising) }, ...rest] };
        const scores = (data: Sample['data']) => scoreBooster(trainBooster(data, sample.labels, FAST), data);
        expect(scores(changed)).toEqual(scores(sample.data));
      }),
      { numRuns: 10, seed: 1 },
    );
  });

  it('does not look at columns it was not trained on, nor at their order', () => {
    const { data, labels } = mixed(10);
    const model = trainBooster(data, labels, FAST);
    const extra = { kind: 'numeric' as const, name: 'extra', values: new Float64Array(data.rows) };
    expect(scoreBooster(model, { rows: data.rows, features: [extra, ...data.features.toReversed()] })).toEqual(scoreBooster(model, data));
  });
});

describe('findBinEdges', () => {
  it('cuts between values, however near or far, and never at infinity', () => {
    fc.assert(
      fc.property(fc.array(fc.double(), { maxLength: 400 }), fc.integer({ min: 2, max: 255 }), (values, bins) => {
        const edges = findBinEdges(Float64Array.from(values), bins);
        expect(edges.length).toBeLessThan(bins);
        expect(edges.every((edge, i) => Number.isFinite(edge) && (i === 0 || edge > edges[i - 1]))).toBe(true);
      }),
      { seed: 1 },
    );
  });
});

describe('what trainBooster and scoreBooster refuse', () => {
  const { data, labels } = mixed(11, 200);
  it.each<[string, () => unknown, string]>([
    ['no rows', () => trainBooster({ rows: 0, features: [] }, new Uint8Array(0)), 'TRAINING_DATA_EMPTY'],
    ['one class', () => trainBooster(data, new Uint8Array(200)), 'LABEL_ONE_CLASS'],
    ['a label that is neither 0 nor 1', () => trainBooster(data, labels.map((label) => label * 2)), 'LABEL_NOT_BINARY'],
    ['too few labels', () => trainBooster(data, labels.slice(1)), 'DATA_UNEQUAL_LENGTHS'],
    ['a feature twice', () => trainBooster({ rows: 200, features: [data.features[0], data.features[0]] }, labels), 'FEATURE_DUPLICATE'],
    ['a code without a category', () => trainBooster({ rows: 200, features: [{ kind: 'categorical', name: 'c', codes: new Int32Array(200), categories: [] }] }, labels), 'CATEGORY_CODE_OUT_OF_RANGE'],
    ['more bins than a byte holds', () => trainBooster(data, labels, { bins: 256 }), 'MODEL_OPTIONS_INVALID'],
    ['a column too few', () => scoreBooster(trainBooster(data, labels, FAST), { rows: 200, features: data.features.slice(1) }), 'SCORE_COLUMNS_MISMATCH'],
    ['a column of another kind', () => scoreBooster(trainBooster(data, labels, FAST), { rows: 200, features: [{ ...data.features[1], name: 'size' }, ...data.features.slice(1)] }), 'SCORE_COLUMNS_MISMATCH'],
  ])('%s', (_, run, expected) => {
    expect(codeOf(run)).toBe(expected);
  });
});

function codeOf(run: () => unknown): string {
  try {
    run();
  } catch (error) {
    return isParleyError(error) ? error.code : String(error);
  }
  return 'no error';
}
