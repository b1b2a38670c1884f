import { parseBoosterModel, scoreBooster } from '@parley/gradient-boosting';
import { allFeatures, boosterLearner, fitFinal, type Judgement, onlyColumns, saltedLot } from '@parley/segmentation';
import { writeParquet } from '@parley/tabular';
import { outUri, runUri } from '../buckets';
import { readModelData } from '../model-data';
import type { Ports, Run } from '../ports';
import type { JudgeInput } from './judge';

export interface TrainOutput {
  modelUri: string;
  features: string[];
  says: string;
}

/** Fits the model that will score, on every labelled row, with the columns the judgement chose. */
export async function train({ featuresUri, eventColumns }: JudgeInput, judgement: Judgement, run: Run, ports: Ports): Promise<TrainOutput> {
  const { labels, sources } = await readModelData(featuresUri, eventColumns, run, ports);
  const fitted = fitFinal(sources, labels, boosterLearner(ports.plan.model.booster), run.seed, judgement);
  const modelUri = runUri('model/model.json');
  await ports.store.put(modelUri, JSON.stringify(fitted.model));
  return { modelUri, features: fitted.features, says: fitted.says };
}

export interface ScoreOutput {
  uri: string;
  rows: number;
}

/** Scores every customer, matched or not. */
export async function score(input: JudgeInput, { modelUri, features }: TrainOutput, run: Run, ports: Ports): Promise<ScoreOutput> {
  const { ids, sources } = await readModelData(input.featuresUri, input.eventColumns, run, ports);
  const model = parseBoosterModel((await ports.store.get(modelUri)).toString('utf8'));
  const scores = scoreBooster(model, onlyColumns(allFeatures(sources), features));
  return writeScores(ids, scores, ports);
}

/** Writes `scores.parquet`: the key, a probability, and the lot that orders people of one score. */
export async function writeScores(ids: readonly string[], scores: Float64Array, { plan, store }: Ports): Promise<ScoreOutput> {
  const uri = outUri('scores.parquet');
  await store.putFile(uri, (path) =>
    writeParquet(path, {
      rows: ids.length,
      columns: [
        { name: 'customer_id', type: 'string', values: [...ids] },
        { name: 'score', type: 'double', values: [...scores] },
        { name: 'lot', type: 'bigint', values: ids.map((id) => saltedLot(plan.holdout.salt, id)) },
      ],
    }),
  );
  return { uri, rows: ids.length };
}
