import type { BoosterPlan } from '@parley/owner-plan';

/**
 * The plan's booster as hyper-parameters of SageMaker's XGBoost 1.7, every one a text (the container's
 * `hyperparameter_validation.py`). Trees grow leaf by leaf over histograms, as ours do, from the training rows' share of positives.
 *
 * `minRowsInLeaf` has no equal: XGBoost bounds the sum of p (1 - p) in a leaf, so rows count as much as an average one does.
 * There is no validation channel and no early stopping: the model fitted on all rows, which has none left, would then not be the model judged.
 *
 * @param positiveRate share of positives among the rows learnt from, above 0 and below 1
 */
export function hyperParameters(plan: BoosterPlan, positiveRate: number, seed: number): Record<string, string> {
  const values = {
    objective: 'binary:logistic',
    eval_metric: 'logloss',
    num_round: plan.trees,
    eta: plan.learningRate,
    tree_method: 'hist',
    grow_policy: 'lossguide',
    max_depth: 0,
    max_leaves: plan.leaves,
    max_bin: plan.bins + 1, // a bin more than ours, which keep one for missing values
    min_child_weight: plan.minRowsInLeaf * positiveRate * (1 - positiveRate),
    lambda: 0,
    base_score: positiveRate,
    seed: seed % MOST_SEED,
  };
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, String(value)]));
}

/** Seeds of the container are below 2^31 - 1; ours are 32 bits. */
const MOST_SEED = 2 ** 31 - 1;
