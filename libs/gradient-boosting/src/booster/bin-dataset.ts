import { mapCategories } from '../category-map';
import type { CategoricalFeature, Dataset, NumericFeature } from '../dataset';
import { matchColumns } from '../match-columns';
import type { CategoricalSpec, FeatureSpec, NumericSpec } from './booster-model';

/** The bin of missing, unseen and rare values. */
export const MISSING_BIN = 0;

/** Data as bins: one byte a value, column by column, in the order of the model's features. */
export interface BinnedData {
  rows: number;
  columns: Uint8Array[];
}

/** Training and scoring both read data through this, so that they can't differ. Columns are found by name. */
export function binDataset(specs: readonly FeatureSpec[], data: Dataset): BinnedData {
  const features = matchColumns(specs, data);
  const columns = specs.map((spec, index) =>
    spec.kind === 'numeric'
      ? binNumbers(spec, features[index] as NumericFeature)
      : binCategories(spec, features[index] as CategoricalFeature),
  );
  return { rows: data.rows, columns };
}

function binNumbers({ edges }: NumericSpec, { values }: NumericFeature): Uint8Array {
  const bounds = Float64Array.from(edges);
  const bins = new Uint8Array(values.length);
  for (let row = 0; row < values.length; row++) {
    const value = values[row];
    bins[row] = value === value ? 1 + edgesBelow(bounds, value) : MISSING_BIN;
  }
  return bins;
}

/** How many edges lie below the value, by bisection. */
function edgesBelow(edges: Float64Array, value: number): number {
  let low = 0;
  let high = edges.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (edges[middle] < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

function binCategories(spec: CategoricalSpec, { codes, categories }: CategoricalFeature): Uint8Array {
  const map = mapCategories(spec.categories, categories);
  const bins = new Uint8Array(codes.length);
  for (let row = 0; row < codes.length; row++) bins[row] = 1 + map[codes[row] + 1];
  return bins;
}
