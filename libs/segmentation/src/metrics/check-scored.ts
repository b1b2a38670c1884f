import { labelNotBinary, noRows, oneClass, rowsDiffer, scoreNotANumber } from '../errors';

/** How many rows have label 1 and label 0. */
export interface ClassCounts {
  positives: number;
  negatives: number;
}

/** Checks what every metric assumes: equal lengths, at least one row, finite scores, labels of 0 or 1. */
export function checkScored(scores: Float64Array, labels: Uint8Array): ClassCounts {
  if (scores.length !== labels.length) throw rowsDiffer('Scores', scores.length, labels.length);
  if (scores.length === 0) throw noRows('A scored table');
  const bad = scores.reduce((count, score) => count + (Number.isFinite(score) ? 0 : 1), 0);
  if (bad > 0) throw scoreNotANumber(bad);
  return countClasses(labels);
}

/** Like `checkScored`, for metrics that compare the two classes. @throws inputError `SEGMENTATION_ONE_CLASS`. */
export function checkBothClasses(metric: string, scores: Float64Array, labels: Uint8Array): ClassCounts {
  const counts = checkScored(scores, labels);
  if (counts.positives === 0 || counts.negatives === 0) throw oneClass(metric);
  return counts;
}

export function countClasses(labels: Uint8Array): ClassCounts {
  let positives = 0;
  for (const label of labels) {
    if (label > 1) throw labelNotBinary();
    positives += label;
  }
  return { positives, negatives: labels.length - positives };
}
