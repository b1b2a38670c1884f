import { scoreLogistic, trainLogistic, type LogisticModel } from '@parley/gradient-boosting';
import type { Learner } from './learner';

/** Logistic regression, the plain model that the booster has to beat. It draws nothing, so no seed matters; it ranks no features. */
export const logisticLearner: Learner<LogisticModel> = {
  train: (data, labels) => trainLogistic(data, labels),
  score: scoreLogistic,
  importance: () => [],
};
