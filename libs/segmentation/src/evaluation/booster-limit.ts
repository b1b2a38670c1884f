import { tooMuchForBooster } from '../errors';
import type { Fit } from './plan-fits';

/**
 * What our booster may take on in one evaluation: training rows times features times trees, summed over the fits.
 *
 * Measured on 29 November 2026 (`tools/bench/booster-limit`): 200,000 customers, 20 features, one partner and 200 trees are 2.4e9, and took
 * 70 CPU seconds and 416 MB with reading and baseline, on one core of a busy machine. A Lambda function has 900 s; the limit is half of
 * that at the measured pace, since its core may be slower: some 1.2 million customers of that kind, a number
 * of rows that was never run.
 */
export const MOST_BOOSTER_WORK = 1.5e10;

/** @throws inputError SEGMENTATION_TOO_MUCH_FOR_BOOSTER, which names SageMaker as the way on */
export function checkBoosterLimit(fits: readonly Fit[], trees: number): void {
  const work = trees * fits.reduce((sum, { learnsFrom, features }) => sum + learnsFrom.length * features.length, 0);
  if (work > MOST_BOOSTER_WORK) throw tooMuchForBooster(work, MOST_BOOSTER_WORK);
}
