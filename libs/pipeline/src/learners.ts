import { type BoosterModel, type LogisticModel, scoreBooster, scoreLogistic, trainBooster, trainLogistic } from '@parley/gradient-boosting';
import type { BoosterPlan } from '@parley/owner-plan';
import type { Learner } from '@parley/segmentation';

/** The booster as the plan sets it: the engine that is judged is the one that scores. */
export function boosterLearner(plan: BoosterPlan): Learner<BoosterModel> {
  return {
    train: (data, labels, seed) => trainBooster(data, labels, { ...plan, seed }),
    score: scoreBooster,
    importance: (model) => model.importances.map(({ feature, gain }) => ({ feature, gain })),
  };
}

export const logisticLearner: Learner<LogisticModel> = {
  train: (data, labels) => trainLogistic(data, labels),
  score: scoreLogistic,
  importance: () => [],
};
