/** Sums over the rows of a leaf, or of one side of a split. */
export interface Totals {
  gradient: number;
  hessian: number;
  rows: number;
}

/** What a split must respect. */
export interface SplitLimits {
  minRowsInLeaf: number;
  lambda: number;
}

/** A leaf with less curvature than this is not trusted (LightGBM's default). */
export const MIN_HESSIAN_IN_LEAF = 1e-3;

/** The best way found to cut a leaf in two. */
export interface Split {
  feature: number;
  /** Numeric: bins 1 to `threshold` go left. */
  threshold: number;
  /** Categorical: these bins go left. */
  leftBins: number[] | null;
  missingLeft: boolean;
  /** Above the undivided leaf. */
  gain: number;
  left: Totals;
  /** Log-odds of each side, before the learning rate. */
  leftValue: number;
  rightValue: number;
}

/** Twice the fall of the second-order loss when rows with these sums get their best value. */
export const scoreOf = (gradient: number, hessian: number, lambda: number): number => (gradient * gradient) / (hessian + lambda);

export const valueOf = (gradient: number, hessian: number, lambda: number): number => -gradient / (hessian + lambda);

export const difference = (whole: Totals, part: Totals): Totals => ({
  gradient: whole.gradient - part.gradient,
  hessian: whole.hessian - part.hessian,
  rows: whole.rows - part.rows,
});
