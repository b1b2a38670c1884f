export * from './dataset';
export { trainBooster, type Validation } from './booster/train-booster';
export { scoreBooster } from './booster/score-booster';
export { checkBoosterModel, parseBoosterModel } from './booster/parse-booster-model';
export { type BoosterOptions, type BoosterSettings, boosterSettingsSchema } from './booster/booster-options';
export type { BoosterModel, CategoricalSpec, FeatureSpec, Importance, NumericSpec, Tree } from './booster/booster-model';
export { type LogisticOptions, trainLogistic } from './logistic/train-logistic';
export { scoreLogistic } from './logistic/score-logistic';
export type { LogisticCategorical, LogisticModel, LogisticNumeric } from './logistic/logistic-model';
