import { sampleVariance, type PairedAuc } from '../metrics/paired-auc';
import { studentT } from '../metrics/student-t';

/** What more columns did to the AUC, with a 95 % interval, and what that means. */
export interface Gain {
  auc: number;
  low: number;
  high: number;
  /** `adds` where the whole interval is above 0, `harms` where it is below. */
  verdict: 'adds' | 'nothing' | 'harms';
}

const TAIL = 0.05;

/**
 * The interval of a gain in AUC, over both draws it depends on: which people were there to learn from, and which to judge on.
 *
 * - `onTest` is the paired difference on the test rows with DeLong's variance: the models taken as given.
 * - `halves` are the same differences on the same test rows, each from models trained on a random half of the training rows. Drawing half without
 *   replacement, the variance between halves estimates the variance of a statistic of all rows: a half has twice the variance, and
 *   the halves' overlap hides half of that (the delete-d jackknife with d = n/2: Shao and Wu, Annals of Statistics 17, 1989).
 *
 * The two variances add up, slightly to the safe side: how a training draw meets these test rows is in both. Degrees of freedom as in Welch
 * (Biometrika 34, 1947). What the interval cannot hold is a future unlike the test rows.
 */
export function gainOf(onTest: PairedAuc, halves: Float64Array, testRows: number): Gain {
  const training = sampleVariance(halves);
  const variance = onTest.variance + training;
  const degrees = welchDegrees([onTest.variance, testRows - 1], [training, halves.length - 1]);
  // Two models that score alike have no variance, and no degrees of freedom either.
  const margin = variance === 0 ? 0 : studentT(TAIL, degrees) * Math.sqrt(variance);
  const low = onTest.difference - margin;
  const high = onTest.difference + margin;
  return { auc: onTest.difference, low, high, verdict: low > 0 ? 'adds' : high < 0 ? 'harms' : 'nothing' };
}

/** Welch and Satterthwaite: of a sum of variances, each with its degrees of freedom. */
function welchDegrees(...parts: readonly [variance: number, degrees: number][]): number {
  const total = parts.reduce((sum, [variance]) => sum + variance, 0);
  return total ** 2 / parts.reduce((sum, [variance, degrees]) => sum + variance ** 2 / degrees, 0);
}
