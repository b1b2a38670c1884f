import type { CategoricalFeature, Dataset } from '../dataset';
import { findBinEdges, MIN_ROWS_IN_BIN } from './bin-edges';
import type { FeatureSpec } from './booster-model';

/** From the training data: where each numeric column is cut, and which categories of each other column are kept. */
export function findFeatureSpecs(data: Dataset, maxBins: number): FeatureSpec[] {
  return data.features.map((feature) =>
    feature.kind === 'numeric'
      ? { kind: 'numeric', name: feature.name, edges: findBinEdges(feature.values, maxBins) }
      : { kind: 'categorical', name: feature.name, categories: frequentCategories(feature, maxBins) },
  );
}

/** Bins of a feature, the bin for missing included. */
export const binCount = (spec: FeatureSpec): number =>
  spec.kind === 'numeric' ? spec.edges.length + 2 : spec.categories.length + 1;

/**
 * Most frequent first, as LightGBM keeps them: all that fit, less those too rare to learn from (the two most frequent
 * always stay).
 */
function frequentCategories(feature: CategoricalFeature, most: number): string[] {
  const counts = new Float64Array(feature.categories.length);
  for (const code of feature.codes) if (code >= 0) counts[code]++;
  return feature.categories
    .map((category, code) => ({ category, count: counts[code] }))
    .filter(({ count }) => count > 0)
    .sort((a, b) => b.count - a.count)
    .filter(({ count }, rank) => rank < most && (rank < 2 || count >= MIN_ROWS_IN_BIN))
    .map(({ category }) => category);
}
