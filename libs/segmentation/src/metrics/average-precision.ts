import { oneClass } from '../errors';
import { checkScored } from './check-scored';
import { ascending, tieGroups } from './ranked';

/**
 * Average precision: precision at each distinct score, weighted by the recall it adds (no interpolation). Rows of equal score
 * enter together, so the order of rows does not matter.
 *
 * @throws inputError `SEGMENTATION_ONE_CLASS` where no row is positive.
 */
export function averagePrecision(scores: Float64Array, labels: Uint8Array): number {
  const { positives } = checkScored(scores, labels);
  if (positives === 0) throw oneClass('Average precision');
  const order = ascending(scores).reverse();
  let caught = 0;
  let total = 0;
  for (const { from, to } of tieGroups(scores, order)) {
    let fresh = 0;
    for (let place = from; place < to; place++) fresh += labels[order[place]];
    caught += fresh;
    total += (fresh / positives) * (caught / to);
  }
  return total;
}
