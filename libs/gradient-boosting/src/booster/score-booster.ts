import type { Dataset } from '../dataset';
import { sigmoid } from '../log-loss';
import { binDataset } from './bin-dataset';
import type { BoosterModel } from './booster-model';
import { addTree } from './walk-tree';

/**
 * Probability of yes for each row. Columns are found by name and others ignored; a category not seen in training
 * counts as missing. Throws SCORE_COLUMNS_MISMATCH with every column that is missing or of another kind.
 */
export function scoreBooster(model: BoosterModel, data: Dataset): Float64Array {
  const binned = binDataset(model.features, data);
  const scores = new Float64Array(data.rows).fill(model.baseScore);
  for (const tree of model.trees) addTree(tree, binned, scores);
  return scores.map(sigmoid);
}
