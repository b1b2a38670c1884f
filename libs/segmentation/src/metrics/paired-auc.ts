import { rowsDiffer } from '../errors';
import { checkBothClasses } from './check-scored';
import { midRanks } from './ranked';

/** AUC of A minus AUC of B on the same rows, and the variance of that difference over draws of such rows. */
export interface PairedAuc {
  difference: number;
  variance: number;
}

/**
 * Compares two scorings of the same rows by DeLong, DeLong and Clarke-Pearson (Biometrics 44, 1988), computed from
 * mid-ranks as in Sun and Xu (IEEE Signal Processing Letters 21, 2014). The two models are taken as given: how else they could
 * have come out of training is not in this variance.
 *
 * @throws inputError `SEGMENTATION_ONE_CLASS`. With one row of a class the variance is infinite.
 */
export function pairedAuc(a: Float64Array, b: Float64Array, labels: Uint8Array): PairedAuc {
  if (a.length !== b.length) throw rowsDiffer('Scores to compare', a.length, b.length);
  checkBothClasses('AUC', b, labels);
  const placesA = placements(a, labels);
  const placesB = placements(b, labels);
  const ofPositives = placesA.positives.map((place, i) => place - placesB.positives[i]);
  const ofNegatives = placesA.negatives.map((place, i) => place - placesB.negatives[i]);
  return {
    difference: mean(ofPositives),
    variance: sampleVariance(ofPositives) / ofPositives.length + sampleVariance(ofNegatives) / ofNegatives.length,
  };
}

/** For each positive the share of negatives below it, for each negative the share of positives above it. */
function placements(scores: Float64Array, labels: Uint8Array): { positives: Float64Array; negatives: Float64Array } {
  checkBothClasses('AUC', scores, labels);
  const among = midRanks(scores);
  const above = scores.filter((_, row) => labels[row] === 1);
  const below = scores.filter((_, row) => labels[row] === 0);
  const ranksAbove = among.filter((_, row) => labels[row] === 1);
  const ranksBelow = among.filter((_, row) => labels[row] === 0);
  const ownAbove = midRanks(above);
  const ownBelow = midRanks(below);
  return {
    positives: ranksAbove.map((rank, i) => (rank - ownAbove[i]) / below.length),
    negatives: ranksBelow.map((rank, i) => 1 - (rank - ownBelow[i]) / above.length),
  };
}

export function mean(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** Unbiased; infinite for fewer than two values, which say nothing about spread. */
export function sampleVariance(values: Float64Array): number {
  if (values.length < 2) return Infinity;
  const middle = mean(values);
  return values.reduce((sum, value) => sum + (value - middle) ** 2, 0) / (values.length - 1);
}
