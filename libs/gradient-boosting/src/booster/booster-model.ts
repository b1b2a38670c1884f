import type { BoosterSettings } from './booster-options';

/**
 * How a numeric column becomes bins. Bin 0 is missing; bin k >= 1 holds values above `edges[k - 2]` and up to and
 * including `edges[k - 1]`. The first bin has no lower, the last no upper bound, so there are `edges.length + 1`.
 */
export interface NumericSpec {
  kind: 'numeric';
  name: string;
  edges: number[];
}

/** How a categorical column becomes bins. Bin k >= 1 is `categories[k - 1]`; missing, unseen and rare ones are bin 0. */
export interface CategoricalSpec {
  kind: 'categorical';
  name: string;
  categories: string[];
}

export type FeatureSpec = NumericSpec | CategoricalSpec;

/** One regression tree. Split nodes are rows of the first six arrays; node 0 is the root. A child c < 0 is leaf ~c. */
export interface Tree {
  /** Index into the model's features. */
  feature: number[];
  /** Numeric split: bins 1 to `threshold` go left. 0 on a categorical split. */
  threshold: number[];
  /** Categorical split: these bins go left, all others right. `null` on a numeric split. */
  leftBins: (number[] | null)[];
  /** Where missing goes. Always false on a categorical split. */
  missingLeft: boolean[];
  left: number[];
  right: number[];
  /** What the split won: twice the fall of the second-order loss. */
  gain: number[];
  /** Log-odds that the leaf adds, the learning rate included. */
  leafValue: number[];
  /** Training rows in the leaf. */
  leafRows: number[];
}

/** Total gain of a feature's splits over all trees. */
export interface Importance {
  feature: string;
  gain: number;
}

/** A trained booster: plain JSON, safe to write with `JSON.stringify` and to read with `parseBoosterModel`. */
export interface BoosterModel {
  format: 'parley-booster';
  version: 1;
  features: FeatureSpec[];
  /** Log-odds every row starts from. */
  baseScore: number;
  trees: Tree[];
  /** In the order of `features`. */
  importances: Importance[];
  options: BoosterSettings;
}
