import type { Dataset } from '@parley/gradient-boosting';
import { concatDatasets } from '../dataset/combine-datasets';
import { orderIsAFeature, rowsDiffer, tooFewThirds, tooFewToJudge } from '../errors';
import { countClasses } from '../metrics/check-scored';
import type { Learner } from './learner';
import type { Split } from './split-rows';

/** Features by who they come from, over the same rows; a partner's are missing where there was no match. */
export interface FeatureSources {
  own: Dataset;
  /** The owner's as well: they count as own in every comparison. */
  events?: Dataset;
  partners: readonly { partner: string; data: Dataset }[];
}

/** What is judged, whichever engine trains. `labels`: 0 or 1, one a row. */
export interface Question {
  sources: FeatureSources;
  labels: Uint8Array;
  split: Split;
  /** The column a time split was made by: no feature may have its name. */
  orderColumn?: string;
  seed: number;
  /** Thirds of the training rows that the interval learns the randomness of training from; at least 2, `THIRDS` unless told. */
  thirds?: number;
}

/** What `judgeModel` needs. */
export interface JudgeRequest<M, B> extends Question {
  learner: Learner<M>;
  /** Stands beside the booster: logistic regression. */
  baseline: Learner<B>;
  /** Called after each training, for a progress bar. */
  onTrained?: (done: number, total: number) => void;
}

/** Thirds drawn unless a request says otherwise: more narrow the interval little and cost as much each. */
export const THIRDS = 5;

/** Fewer rows of a label than this in a part, and no interval means anything. */
const LEAST_OF_A_LABEL = 10;

/** All features side by side. @throws inputError where two have one name. */
export function allFeatures({ own, events, partners }: FeatureSources): Dataset {
  return concatDatasets(own, ...(events ? [events] : []), ...partners.map(({ data }) => data));
}

/**
 * @throws inputError where a part has fewer than 10 rows of a label, or the order column is a feature; fault where rows do not fit.
 */
export function checkQuestion({ labels, split, orderColumn, thirds }: Question, data: Dataset): void {
  if (thirds !== undefined && thirds < 2) throw tooFewThirds(thirds);
  if (labels.length !== data.rows) throw rowsDiffer('Labels', labels.length, data.rows);
  const splitRows = split.train.length + split.test.length;
  if (splitRows !== data.rows) throw rowsDiffer('The split', splitRows, data.rows);
  if (orderColumn !== undefined && data.features.some(({ name }) => name === orderColumn)) throw orderIsAFeature(orderColumn);
  const problems = (['train', 'test'] as const).flatMap((part) => {
    const { positives, negatives } = countClasses(labelsOf(labels, split[part]));
    return [
      ...(positives < LEAST_OF_A_LABEL ? [`The ${part} part has ${positives} rows with a positive label.`] : []),
      ...(negatives < LEAST_OF_A_LABEL ? [`The ${part} part has ${negatives} rows with a negative label.`] : []),
    ];
  });
  if (problems.length > 0) throw tooFewToJudge(problems, LEAST_OF_A_LABEL);
}

export function labelsOf(labels: Uint8Array, rows: Int32Array): Uint8Array {
  return Uint8Array.from(rows, (row) => labels[row]);
}
