import { scoreBooster, trainBooster, type BoosterModel } from '@parley/gradient-boosting';
import type { BoosterPlan } from '@parley/owner-plan';
import type { Learner } from './learner';

/** Gradient-boosted trees with the plan's settings: what is judged, and what scores. */
export function boosterLearner(plan: BoosterPlan): Learner<BoosterModel> {
  return {
    train: (data, labels, seed) => trainBooster(data, labels, { ...plan, seed }),
    score: scoreBooster,
    importance: (model) => model.importances,
  };
}
