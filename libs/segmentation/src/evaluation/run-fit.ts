import type { Dataset } from '@parley/gradient-boosting';
import { onlyColumns, selectRows } from '../dataset/combine-datasets';
import { labelsOf } from './judge-request';
import type { FeatureGain, Learner } from './learner';
import type { Fit } from './plan-fits';

/** What became of a fit. */
export interface FitResult {
  /** Probabilities of label 1, in the order of the fit's `scores`. */
  scores: Float64Array;
  /** Empty where the engine cannot say. */
  importance: FeatureGain[];
}

/** Trains and scores one fit in this process. */
export function runFit<M>({ features, learnsFrom, scores }: Fit, data: Dataset, labels: Uint8Array, learner: Learner<M>, seed: number): FitResult {
  const columns = onlyColumns(data, features);
  const model = learner.train(selectRows(columns, learnsFrom), labelsOf(labels, learnsFrom), seed);
  return { scores: learner.score(model, selectRows(columns, scores)), importance: learner.importance(model) };
}
