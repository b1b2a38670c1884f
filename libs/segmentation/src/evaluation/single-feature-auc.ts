import type { Dataset, Feature } from '@parley/gradient-boosting';
import { auc } from '../metrics/auc';
import type { Split } from './split-rows';

/** How well one feature alone tells positives, from about 0.5 to 1. */
export interface FeatureAuc {
  feature: string;
  auc: number;
}

const BINS = 32;
/** Rows of the overall rate added to each bin, so that a rare category is not a certainty. */
const PRIOR_ROWS = 10;

/**
 * AUC of each feature alone on the test rows, best first: a hint at leaks, since hardly any honest feature comes near 1. A feature scores a
 * row with the rate of positives that the training rows of its category, or of its 1/32 of the values, had; missing is a bin of its
 * own. So a leak shows whatever its shape, and an id that no other row shares shows nothing.
 *
 * @throws inputError `SEGMENTATION_ONE_CLASS` where the test rows have one label.
 */
export function singleFeatureAuc(data: Dataset, labels: Uint8Array, split: Split): FeatureAuc[] {
  const testLabels = Uint8Array.from(split.test, (row) => labels[row]);
  return data.features
    .map((feature) => ({ feature: feature.name, auc: auc(rateScores(feature, labels, split), testLabels) }))
    .sort((a, b) => b.auc - a.auc || (a.feature < b.feature ? -1 : 1));
}

/** For each test row the smoothed rate of positives in its bin among the training rows. */
function rateScores(feature: Feature, labels: Uint8Array, { train, test }: Split): Float64Array {
  const binOf = feature.kind === 'categorical' ? (row: number) => feature.codes[row] : quantileBin(feature.values, train);
  const overall = train.reduce((sum, row) => sum + labels[row], 0) / train.length;
  const bins = new Map<number, { rows: number; positives: number }>();
  for (const row of train) {
    const bin = bins.get(binOf(row)) ?? { rows: 0, positives: 0 };
    bins.set(binOf(row), { rows: bin.rows + 1, positives: bin.positives + labels[row] });
  }
  return Float64Array.from(test, (row) => {
    const { rows, positives } = bins.get(binOf(row)) ?? { rows: 0, positives: 0 };
    return (positives + PRIOR_ROWS * overall) / (rows + PRIOR_ROWS);
  });
}

/** Bin of a row by quantiles of the training values; -1 for missing, as in categories. */
function quantileBin(values: Float64Array, train: Int32Array): (row: number) => number {
  const known = Float64Array.from(train, (row) => values[row]).filter((value) => !Number.isNaN(value)).sort();
  const edges = [...new Set(Array.from({ length: BINS - 1 }, (_, i) => known[Math.floor(((i + 1) * known.length) / BINS)] ?? 0))];
  return (row) => {
    const value = values[row];
    return Number.isNaN(value) ? -1 : edges.filter((edge) => value >= edge).length;
  };
}
