import type { Problem } from '@parley/errors';
import type { Dataset, Feature } from './dataset';
import { codeOutOfRange, duplicateFeatures, emptyTrainingData, labelNotBinary, oneClass, unequalLengths } from './errors';

const SHOWN_ROWS = 5;

/** Refuses data that no model can be trained on. Returns the number of positive labels. */
export function checkTrainingData(data: Dataset, labels: Uint8Array): number {
  if (data.rows === 0 || data.features.length === 0) throw emptyTrainingData(data.rows, data.features.length);
  checkDataset(data, labels);
  const positives = countPositives(labels);
  if (positives === 0 || positives === data.rows) throw oneClass(data.rows, positives);
  return positives;
}

/** Refuses columns of unequal length, repeated names, codes without a category, and labels that are not 0 or 1. */
export function checkDataset(data: Dataset, labels?: Uint8Array): void {
  const wrong = data.features.filter((feature) => lengthOf(feature) !== data.rows).map((feature) => lengthProblem(feature.name, lengthOf(feature), data.rows));
  if (labels && labels.length !== data.rows) wrong.push(lengthProblem('the label', labels.length, data.rows));
  if (wrong.length > 0) throw unequalLengths(wrong);
  const names = data.features.map((feature) => feature.name);
  const repeated = names.filter((name, index) => names.indexOf(name) !== index);
  if (repeated.length > 0) throw duplicateFeatures([...new Set(repeated)]);
  data.features.forEach(checkCodes);
  if (labels) checkLabels(labels);
}

function checkCodes(feature: Feature): void {
  if (feature.kind !== 'categorical') return;
  const row = feature.codes.findIndex((code) => code < -1 || code >= feature.categories.length);
  if (row >= 0) throw codeOutOfRange(feature.name, row);
}

function checkLabels(labels: Uint8Array): void {
  if (labels.every((label) => label <= 1)) return;
  const rows: number[] = [];
  for (let row = 0; row < labels.length && rows.length < SHOWN_ROWS; row++) if (labels[row] > 1) rows.push(row);
  throw labelNotBinary(rows);
}

function countPositives(labels: Uint8Array): number {
  let positives = 0;
  for (const label of labels) positives += label;
  return positives;
}

const lengthOf = (feature: Feature): number => (feature.kind === 'numeric' ? feature.values : feature.codes).length;

const lengthProblem = (name: string, length: number, rows: number): Problem => ({
  message: `The data has ${rows} rows, but ${name} has ${length} values.`,
  repair: 'Make every column as long as the data.',
});
