import { badShare, oneClass } from '../errors';
import { checkScored } from './check-scored';
import { ascending, tieGroups } from './ranked';

/** Points from (0, 0) to (1, 1): share of people contacted, best scores first, against share of positives caught. */
export type CaptureCurve = [number, number][];

/**
 * The cumulative gains curve at `steps + 1` evenly spaced shares. People of equal score are taken in no order: each counts as the
 * mean of their group, which is what a random order gives on average.
 *
 * @throws inputError `SEGMENTATION_ONE_CLASS` where no row is positive.
 */
export function captureCurve(scores: Float64Array, labels: Uint8Array, steps = 100): CaptureCurve {
  const corners = gainsCorners(scores, labels);
  return Array.from({ length: steps + 1 }, (_, step) => [step / steps, captureAt(corners, step / steps)]);
}

/**
 * How many times more positives the best-scored `share` of people holds than a random share of that size would. `share` above 0, at most 1.
 *
 * @throws inputError `SEGMENTATION_ONE_CLASS` where no row is positive, `SEGMENTATION_BAD_SHARE`.
 */
export function liftAt(scores: Float64Array, labels: Uint8Array, share: number): number {
  if (!(share > 0 && share <= 1)) throw badShare('The share to take the lift at', share);
  return captureAt(gainsCorners(scores, labels), share) / share;
}

/** One corner for each distinct score; the curve is straight between corners. */
function gainsCorners(scores: Float64Array, labels: Uint8Array): CaptureCurve {
  const { positives } = checkScored(scores, labels);
  if (positives === 0) throw oneClass('Lift');
  const order = ascending(scores).reverse();
  const corners: CaptureCurve = [[0, 0]];
  let caught = 0;
  for (const { from, to } of tieGroups(scores, order)) {
    for (let place = from; place < to; place++) caught += labels[order[place]];
    corners.push([to / order.length, caught / positives]);
  }
  return corners;
}

function captureAt(corners: CaptureCurve, share: number): number {
  const next = Math.max(1, corners.findIndex(([x]) => x >= share));
  const [x0, y0] = corners[next - 1];
  const [x1, y1] = corners[next];
  return y0 + ((share - x0) / (x1 - x0)) * (y1 - y0);
}
