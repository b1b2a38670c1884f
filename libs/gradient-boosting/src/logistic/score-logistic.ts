import { mapCategories } from '../category-map';
import type { CategoricalFeature, Dataset, NumericFeature } from '../dataset';
import { sigmoid } from '../log-loss';
import { matchColumns } from '../match-columns';
import { refuseInfinite } from './design';
import type { LogisticCategorical, LogisticModel, LogisticNumeric } from './logistic-model';

/**
 * Probability of yes for each row. Columns are found by name and others ignored; a category not seen in training
 * counts as missing. Throws SCORE_COLUMNS_MISMATCH and VALUE_NOT_FINITE.
 */
export function scoreLogistic(model: LogisticModel, data: Dataset): Float64Array {
  const features = matchColumns(model.features, data);
  refuseInfinite(features);
  const logOdds = new Float64Array(data.rows).fill(model.intercept);
  model.features.forEach((known, index) => {
    if (known.kind === 'numeric') addNumbers(known, features[index] as NumericFeature, logOdds);
    else addCategories(known, features[index] as CategoricalFeature, logOdds);
  });
  return logOdds.map(sigmoid);
}

function addNumbers({ mean, scale, weight, missingWeight }: LogisticNumeric, { values }: NumericFeature, logOdds: Float64Array): void {
  for (let row = 0; row < values.length; row++) {
    const value = values[row];
    logOdds[row] += Number.isNaN(value) ? missingWeight : (weight * (value - mean)) / scale;
  }
}

function addCategories(known: LogisticCategorical, { codes, categories }: CategoricalFeature, logOdds: Float64Array): void {
  const map = mapCategories(known.categories, categories);
  for (let row = 0; row < codes.length; row++) {
    const slot = map[codes[row] + 1];
    logOdds[row] += slot < 0 ? known.missingWeight : known.weights[slot];
  }
}
