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

/** Share of the training rows in each draw that shows how much training varies. */
export const DRAWN_SHARE = 1 / 3;

/**
 * The interval of a gain in AUC, over both draws it depends on: which people were there to learn from, and which to judge on.
 *
 * - `onTest` is the paired difference on the test rows with DeLong's variance: the models taken as given.
 * - `onThirds` are the same differences on the same test rows, each from models trained on a random third of the training rows. Their
 *   variance, times 1/3 : 2/3, estimates the variance of training on all of them (the delete-d jackknife with d = 2n/3: Shao and
 *   Wu, Annals of Statistics 17, 1989). Trees are less smooth than that theory asks, so the estimate errs high: of thirds
 *   by about half its standard deviation, of halves by all of it (eight disjoint trainings on adult-income), and halves cost more.
 *
 * The two variances add up; how a training draw meets these test rows is in both, again to the safe side. Degrees of freedom as in Welch
 * (Biometrika 34, 1947). What the interval cannot hold is a future unlike the test rows.
 */
export function gainOf(onTest: PairedAuc, onThirds: Float64Array, testRows: number): Gain {
  const training = (DRAWN_SHARE / (1 - DRAWN_SHARE)) * sampleVariance(onThirds);
  const variance = onTest.variance + training;
  const degrees = welchDegrees([onTest.variance, testRows - 1], [training, onThirds.length - 1]);
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
