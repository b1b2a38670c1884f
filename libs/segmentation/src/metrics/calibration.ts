import { checkScored } from './check-scored';
import { ascending, tieGroups } from './ranked';

/** People of like scores: what the model said of them, and what happened. */
export interface CalibrationBin {
  /** Mean score. */
  predicted: number;
  /** Share with label 1. */
  observed: number;
  rows: number;
}

const BINS = 10;

/**
 * Ten bins of equal size (within one row), lowest scores first; fewer where there are fewer rows. Where a run of equal scores spans
 * bins, each of its rows counts as the run's observed rate, so the order of rows does not matter.
 */
export function calibrationBins(scores: Float64Array, labels: Uint8Array): CalibrationBin[] {
  checkScored(scores, labels);
  const order = ascending(scores);
  const rates = tiedRates(scores, labels, order);
  const count = Math.min(BINS, order.length);
  return Array.from({ length: count }, (_, bin) => {
    const from = Math.floor((bin * order.length) / count);
    const to = Math.floor(((bin + 1) * order.length) / count);
    const rows = to - from;
    const predicted = order.subarray(from, to).reduce((sum, row) => sum + scores[row], 0) / rows;
    const observed = rates.subarray(from, to).reduce((sum, rate) => sum + rate, 0) / rows;
    return { predicted, observed, rows };
  });
}

/** Expected calibration error over the ten equal-sized bins: mean distance of score and observed rate, weighted by rows. 0 is best. */
export function ece(scores: Float64Array, labels: Uint8Array): number {
  return calibrationBins(scores, labels).reduce(
    (sum, { predicted, observed, rows }) => sum + (rows / scores.length) * Math.abs(predicted - observed),
    0,
  );
}

/** Along `order`: the share of label 1 among all rows of the same score. */
function tiedRates(scores: Float64Array, labels: Uint8Array, order: Int32Array): Float64Array {
  const rates = new Float64Array(order.length);
  for (const { from, to } of tieGroups(scores, order)) {
    let positives = 0;
    for (let place = from; place < to; place++) positives += labels[order[place]];
    rates.fill(positives / (to - from), from, to);
  }
  return rates;
}
