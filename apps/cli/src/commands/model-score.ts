import { scoreBooster } from '@parley/gradient-boosting';
import { writeCsvRows } from '@parley/tabular';
import { datasetForModel, readTable } from './model-columns';
import { readModelFile } from './model-file';

export interface ScoreOptions {
  model: string;
  data: string;
  out: string;
}

export interface ScoreReport {
  out: string;
  rows: number;
  meanScore: number;
  label: { column: string; positive: string };
}

/** Writes `row,score`, one line a row of the data in its order; `row` counts from 1, the header not counted. */
export async function scoreTable({ model: modelFile, data: file, out }: ScoreOptions): Promise<ScoreReport> {
  const { booster, label } = await readModelFile(modelFile);
  const table = await readTable(file);
  const scores = scoreBooster(booster, datasetForModel(file, table, booster.features));
  await writeCsvRows(out, ['row', 'score'], numbered(scores));
  const meanScore = scores.reduce((sum, score) => sum + score, 0) / table.rows;
  return { out, rows: table.rows, meanScore, label };
}

function* numbered(scores: Float64Array): Generator<[number, number]> {
  for (let row = 0; row < scores.length; row++) yield [row + 1, scores[row]];
}
