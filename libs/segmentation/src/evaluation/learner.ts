import type { Dataset } from '@parley/gradient-boosting';

/** How much of a model's fit a feature brought; any unit, at least 0. */
export interface FeatureGain {
  feature: string;
  gain: number;
}

/**
 * What evaluation needs of a kind of model `M`. The learner that is judged is the one that will score: pass the same object to
 * `judgeModel` and to `fitFinal`.
 */
export interface Learner<M> {
  /** Same data, labels (0 or 1 a row) and seed: same model. */
  train(data: Dataset, labels: Uint8Array, seed: number): M;
  /** Probability of label 1, row by row. */
  score(model: M, data: Dataset): Float64Array;
  /** By feature, in any order; empty where a model cannot say. */
  importance(model: M): FeatureGain[];
}
