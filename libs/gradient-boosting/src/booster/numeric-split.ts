import { MISSING_BIN } from './bin-dataset';
import type { Histogram } from './histogram';
import { difference, MIN_HESSIAN_IN_LEAF, scoreOf, type Split, type SplitLimits, type Totals, valueOf } from './split';

interface Cut {
  threshold: number;
  gain: number;
  left: Totals;
}

/**
 * The best threshold of a numeric feature, or undefined when none wins. Missing rows are tried on both sides; where
 * the leaf has none, later missing values go to the side with more rows.
 */
export function findNumericSplit(
  feature: number,
  histogram: Histogram,
  offset: number,
  bins: number,
  leaf: Totals,
  { minRowsInLeaf, lambda }: SplitLimits,
): Split | undefined {
  const floor = scoreOf(leaf.gradient, leaf.hessian, lambda);
  const hasMissing = histogram.rows[offset + MISSING_BIN] > 0;
  const withLeft = cutFromRight(histogram, offset, bins, leaf, minRowsInLeaf, lambda, floor);
  const withRight = hasMissing ? cutFromLeft(histogram, offset, bins, leaf, minRowsInLeaf, lambda, withLeft?.gain ?? floor) : undefined;
  const cut = withRight ?? withLeft;
  if (!cut) return undefined;
  const right = difference(leaf, cut.left);
  return {
    feature,
    threshold: cut.threshold,
    leftBins: null,
    missingLeft: hasMissing ? !withRight : cut.left.rows >= right.rows,
    gain: cut.gain - floor,
    left: cut.left,
    leftValue: valueOf(cut.left.gradient, cut.left.hessian, lambda),
    rightValue: valueOf(right.gradient, right.hessian, lambda),
  };
}

/** Missing rows stay left. Of equal cuts the highest threshold wins, as in LightGBM. */
function cutFromRight(
  { sums, rows }: Histogram,
  offset: number,
  bins: number,
  leaf: Totals,
  minRows: number,
  lambda: number,
  floor: number,
): Cut | undefined {
  let gradient = 0;
  let hessian = 0;
  let count = 0;
  let best = floor;
  let threshold = 0;
  let rightGradient = 0;
  let rightHessian = 0;
  let rightRows = 0;
  for (let bin = bins - 1; bin > 1; bin--) {
    const at = offset + bin;
    if (rows[at] === 0) continue;
    gradient += sums[2 * at];
    hessian += sums[2 * at + 1];
    count += rows[at];
    if (count < minRows || hessian < MIN_HESSIAN_IN_LEAF) continue;
    const leftHessian = leaf.hessian - hessian;
    if (leaf.rows - count < minRows || leftHessian < MIN_HESSIAN_IN_LEAF) break;
    const leftGradient = leaf.gradient - gradient;
    const gain = scoreOf(leftGradient, leftHessian, lambda) + scoreOf(gradient, hessian, lambda);
    if (!(gain > best)) continue;
    best = gain;
    threshold = bin - 1;
    rightGradient = gradient;
    rightHessian = hessian;
    rightRows = count;
  }
  if (threshold === 0) return undefined;
  return { threshold, gain: best, left: difference(leaf, { gradient: rightGradient, hessian: rightHessian, rows: rightRows }) };
}

/** Missing rows go right; the last threshold parts all present from all missing. */
function cutFromLeft(
  { sums, rows }: Histogram,
  offset: number,
  bins: number,
  leaf: Totals,
  minRows: number,
  lambda: number,
  floor: number,
): Cut | undefined {
  let gradient = 0;
  let hessian = 0;
  let count = 0;
  let best = floor;
  let cut: Cut | undefined;
  for (let bin = 1; bin < bins; bin++) {
    const at = offset + bin;
    if (rows[at] === 0) continue;
    gradient += sums[2 * at];
    hessian += sums[2 * at + 1];
    count += rows[at];
    if (count < minRows || hessian < MIN_HESSIAN_IN_LEAF) continue;
    const rightHessian = leaf.hessian - hessian;
    if (leaf.rows - count < minRows || rightHessian < MIN_HESSIAN_IN_LEAF) break;
    const gain = scoreOf(gradient, hessian, lambda) + scoreOf(leaf.gradient - gradient, rightHessian, lambda);
    if (!(gain > best)) continue;
    best = gain;
    cut = { threshold: bin, gain, left: { gradient, hessian, rows: count } };
  }
  return cut;
}
