import { type Dataset, type Importance, scoreBooster, scoreLogistic, trainBooster, trainLogistic } from '@parley/gradient-boosting';
import { type Scorecard, scorecard, selectRows, type Split, splitRows } from '@parley/segmentation';
import type { Terminal } from '../terminal';
import { type Dropped, inferDataset, readTable } from './model-columns';
import { noFeatures } from './model-errors';
import { writeModelFile } from './model-file';
import { findColumns, readLabels, readMoments } from './model-label';

const TEST_SHARE = 0.25;
const SEED = 1;

export interface TrainOptions {
  data: string;
  label: string;
  positive?: string;
  drop: string[];
  time?: string;
  model: string;
}

/** What training tells. The figures are of models that never saw the test rows; the model that is kept saw all. */
export interface TrainReport {
  model: string;
  rows: number;
  positives: number;
  positive: string;
  features: string[];
  dropped: Dropped[];
  evaluation: { kind: Split['kind']; trainRows: number; testRows: number; booster: Scorecard; logistic: Scorecard };
  importances: Importance[];
}

/** Judges on held-out rows (the latest with `time`, else random), trains again on all, and writes the model file. */
export async function trainModel(options: TrainOptions, terminal: Terminal): Promise<TrainReport> {
  const { data: file, label, time, drop } = options;
  const table = await readTable(file);
  const [labelColumn, ...others] = findColumns(file, table, [
    { option: '--label', column: label },
    ...drop.map((column) => ({ option: '--drop', column })),
    ...(time === undefined ? [] : [{ option: '--time', column: time }]),
  ]);
  const { labels, positive } = readLabels(file, labelColumn, options.positive);
  const rest = table.columns.filter((column) => column !== labelColumn && !others.includes(column));
  const { data, dropped } = inferDataset(table.rows, rest);
  if (data.features.length === 0) throw noFeatures(file);
  const order = time === undefined ? undefined : readMoments(file, others[others.length - 1]);
  const split = splitRows(order ? { kind: 'time', testShare: TEST_SHARE, order } : { kind: 'random', testShare: TEST_SHARE }, labels, SEED);
  const evaluation = judge(data, labels, split, terminal);
  const booster = trainShown(data, labels, 'training on all rows', terminal);
  await writeModelFile(options.model, { format: 'parley-model', version: 1, label: { column: label, positive }, booster });
  return {
    model: options.model,
    rows: table.rows,
    positives: labels.reduce((sum, value) => sum + value, 0),
    positive,
    features: data.features.map(({ name }) => name),
    dropped,
    evaluation,
    importances: booster.importances.toSorted((a, b) => b.gain - a.gain),
  };
}

function judge(data: Dataset, labels: Uint8Array, { kind, train, test }: Split, terminal: Terminal): TrainReport['evaluation'] {
  const [trainData, testData] = [selectRows(data, train), selectRows(data, test)];
  const [trainLabels, testLabels] = [train, test].map((rows) => Uint8Array.from(rows, (row) => labels[row]));
  const booster = scoreBooster(trainShown(trainData, trainLabels, 'judging', terminal), testData);
  const logistic = scoreLogistic(trainLogistic(trainData, trainLabels), testData);
  return {
    kind,
    trainRows: train.length,
    testRows: test.length,
    booster: scorecard(booster, testLabels),
    logistic: scorecard(logistic, testLabels),
  };
}

function trainShown(data: Dataset, labels: Uint8Array, title: string, terminal: Terminal) {
  const trees = 200;
  const progress = terminal.progress(title, trees);
  try {
    return trainBooster(data, labels, { trees, seed: SEED, onTree: (done) => progress.step(done, `tree ${done} of ${trees}`) });
  } finally {
    progress.done();
  }
}
