import type { Histogram } from './histogram';
import { difference, MIN_HESSIAN_IN_LEAF, scoreOf, type Split, type SplitLimits, type Totals, valueOf } from './split';

/** LightGBM's defaults. Names as in its documentation. */
const MAX_CAT_TO_ONEHOT = 4;
const CAT_SMOOTH = 10;
const CAT_L2 = 10;
const MAX_CAT_THRESHOLD = 32;
const MIN_DATA_PER_GROUP = 100;

interface Cut {
  leftBins: number[];
  gain: number;
  left: Totals;
}

/**
 * The best subset of categories to send left, or undefined when none wins: one against the rest where there are few,
 * else a run from either end of the categories sorted by mean gradient (Fisher 1958). Missing goes right.
 */
export function findCategoricalSplit(
  feature: number,
  histogram: Histogram,
  offset: number,
  bins: number,
  leaf: Totals,
  limits: SplitLimits,
): Split | undefined {
  const floor = scoreOf(leaf.gradient, leaf.hessian, limits.lambda);
  const oneHot = bins <= MAX_CAT_TO_ONEHOT;
  const lambda = oneHot ? limits.lambda : limits.lambda + CAT_L2;
  const cut = oneHot
    ? bestCategory(histogram, offset, bins, leaf, limits, floor)
    : bestSubset(histogram, offset, bins, leaf, limits.minRowsInLeaf, lambda, floor);
  if (!cut) return undefined;
  const right = difference(leaf, cut.left);
  return {
    feature,
    threshold: 0,
    leftBins: cut.leftBins.sort((a, b) => a - b),
    missingLeft: false,
    gain: cut.gain - floor,
    left: cut.left,
    leftValue: valueOf(cut.left.gradient, cut.left.hessian, lambda),
    rightValue: valueOf(right.gradient, right.hessian, lambda),
  };
}

function bestCategory(histogram: Histogram, offset: number, bins: number, leaf: Totals, limits: SplitLimits, floor: number): Cut | undefined {
  let best: Cut | undefined;
  for (let bin = 1; bin < bins; bin++) {
    const left = totalsOf(histogram, offset + bin);
    const right = difference(leaf, left);
    if (Math.min(left.rows, right.rows) < limits.minRowsInLeaf) continue;
    if (Math.min(left.hessian, right.hessian) < MIN_HESSIAN_IN_LEAF) continue;
    const gain = gainOf(left, right, limits.lambda);
    if (gain > (best?.gain ?? floor)) best = { leftBins: [bin], gain, left };
  }
  return best;
}

function bestSubset(
  histogram: Histogram,
  offset: number,
  bins: number,
  leaf: Totals,
  minRows: number,
  lambda: number,
  floor: number,
): Cut | undefined {
  const sorted = sortByGradient(histogram, offset, bins);
  const longest = Math.min(MAX_CAT_THRESHOLD, Math.floor((sorted.length + 1) / 2));
  const ascending = bestRun(histogram, offset, sorted, longest, leaf, minRows, lambda, floor);
  const descending = bestRun(histogram, offset, sorted.reverse(), longest, leaf, minRows, lambda, ascending?.gain ?? floor);
  return descending ?? ascending;
}

/** Bins with rows enough to trust, by smoothed mean gradient. */
function sortByGradient({ sums, rows }: Histogram, offset: number, bins: number): number[] {
  const trusted: { bin: number; key: number }[] = [];
  for (let bin = 1; bin < bins; bin++) {
    const at = offset + bin;
    if (rows[at] >= CAT_SMOOTH) trusted.push({ bin, key: sums[2 * at] / (sums[2 * at + 1] + CAT_SMOOTH) });
  }
  return trusted.sort((a, b) => a.key - b.key).map(({ bin }) => bin);
}

function bestRun(
  histogram: Histogram,
  offset: number,
  order: number[],
  longest: number,
  leaf: Totals,
  minRows: number,
  lambda: number,
  floor: number,
): Cut | undefined {
  const left: Totals = { gradient: 0, hessian: 0, rows: 0 };
  let groupRows = 0;
  let best: Cut | undefined;
  for (let length = 1; length <= longest; length++) {
    const added = totalsOf(histogram, offset + order[length - 1]);
    left.gradient += added.gradient;
    left.hessian += added.hessian;
    left.rows += added.rows;
    groupRows += added.rows;
    if (left.rows < minRows || left.hessian < MIN_HESSIAN_IN_LEAF) continue;
    const right = difference(leaf, left);
    if (right.rows < Math.max(minRows, MIN_DATA_PER_GROUP) || right.hessian < MIN_HESSIAN_IN_LEAF) break;
    if (groupRows < MIN_DATA_PER_GROUP) continue;
    groupRows = 0;
    const gain = gainOf(left, right, lambda);
    if (gain > (best?.gain ?? floor)) best = { leftBins: order.slice(0, length), gain, left: { ...left } };
  }
  return best;
}

const totalsOf = ({ sums, rows }: Histogram, at: number): Totals => ({ gradient: sums[2 * at], hessian: sums[2 * at + 1], rows: rows[at] });

const gainOf = (left: Totals, right: Totals, lambda: number): number =>
  scoreOf(left.gradient, left.hessian, lambda) + scoreOf(right.gradient, right.hessian, lambda);
