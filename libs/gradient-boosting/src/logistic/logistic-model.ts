/** `weight * (value - mean) / scale`; a missing value adds `missingWeight` instead. */
export interface LogisticNumeric {
  kind: 'numeric';
  name: string;
  mean: number;
  scale: number;
  weight: number;
  missingWeight: number;
}

/** `weights[k]` where the value is `categories[k]`; missing and unseen values add `missingWeight`. */
export interface LogisticCategorical {
  kind: 'categorical';
  name: string;
  categories: string[];
  weights: number[];
  missingWeight: number;
}

/** A trained logistic regression: plain JSON. A row's log-odds are `intercept` plus what each feature adds. */
export interface LogisticModel {
  format: 'parley-logistic';
  version: 1;
  features: (LogisticNumeric | LogisticCategorical)[];
  intercept: number;
  /** Inverse strength of the L2 penalty, as in scikit-learn. */
  c: number;
  iterations: number;
  /** False when the search ran out of iterations before the gradient was flat. */
  converged: boolean;
}
