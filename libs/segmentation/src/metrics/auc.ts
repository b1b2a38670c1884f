import { checkBothClasses } from './check-scored';
import { midRanks } from './ranked';

/**
 * Area under the ROC curve: the chance that a random positive scores above a random negative, a tie counting half.
 *
 * @throws inputError `SEGMENTATION_ONE_CLASS` where one label is absent: there the area is undefined, not 0.5.
 */
export function auc(scores: Float64Array, labels: Uint8Array): number {
  const { positives, negatives } = checkBothClasses('AUC', scores, labels);
  const ranks = midRanks(scores);
  const rankSum = ranks.reduce((sum, rank, row) => sum + (labels[row] === 1 ? rank : 0), 0);
  return (rankSum - (positives * (positives + 1)) / 2) / (positives * negatives);
}

/** Standard error of one AUC on independent rows (Hanley and McNeil, Radiology 143, 1982). */
export function aucStdErr(area: number, positives: number, negatives: number): number {
  const q1 = area / (2 - area);
  const q2 = (2 * area * area) / (1 + area);
  const spread = area * (1 - area) + (positives - 1) * (q1 - area * area) + (negatives - 1) * (q2 - area * area);
  // Rounding can take a perfect area a hair below zero.
  return Math.sqrt(Math.max(0, spread) / (positives * negatives));
}
