import { allFeatures, type Fit, type FitResult, judgeFits, type Judgement, logisticLearner, planFits, type Question } from '@parley/segmentation';
import { encoderOf, fitEncoder, hyperParameters, jobName, readEncoder, readTransform, scoringLines, storedEncoder, trainingLines } from '@parley/xgboost';
import { createReadStream, createWriteStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { runUri } from '../buckets';
import { engineNotHere, outputOfFit } from '../errors';
import type { FitJobs, PreparedFits } from '../machine/payloads';
import { type ModelData, readModelData } from '../model-data';
import type { Ports, Run } from '../ports';
import type { JudgeInput } from './judge';
import { type ScoreOutput, writeScores } from './score';

type PreparedFit = PreparedFits['fits'][number];

/** Writes what SageMaker needs to train every model that the evidence rests on, and to score the rows that none of them has seen. @throws inputError ENGINE_NOT_HERE */
export async function prepareEvaluation({ featuresUri, eventColumns }: JudgeInput, run: Run, ports: Ports): Promise<PreparedFits> {
  if (ports.plan.model.engine.kind !== 'sagemaker') throw engineNotHere(ports.plan.model.engine.kind, 'SageMaker');
  const data = await readModelData(featuresUri, eventColumns, run, ports);
  return prepare('evaluation', planFits(questionOf(data, run)), data.split.train, data, run, ports);
}

/** Judges by the scores of the engine that will score: the same figures, and the same gate, as for our own. The baseline is trained here. */
export async function judgeEvaluation({ featuresUri, eventColumns }: JudgeInput, prepared: PreparedFits, run: Run, ports: Ports): Promise<Judgement> {
  const data = await readModelData(featuresUri, eventColumns, run, ports);
  const results = new Map<string, FitResult>();
  for (const fit of prepared.fits) results.set(fit.name, { scores: await readScores(fit, ports), importance: [] });
  return judgeFits(questionOf(data, run), results, logisticLearner);
}

/** Writes what SageMaker needs to fit the model that scores, on every labelled row, and to score everyone with it. */
export async function prepareFinal({ featuresUri, eventColumns }: JudgeInput, { scoring }: Pick<Judgement, 'scoring'>, run: Run, ports: Ports): Promise<PreparedFits> {
  const data = await readModelData(featuresUri, eventColumns, run, ports);
  const { own, events, partners } = data.sources;
  const datasets = [own, ...(events ? [events] : []), ...(scoring === 'enriched' ? partners.map((partner) => partner.data) : [])];
  const everyone = Int32Array.from(data.labels, (_, row) => row);
  const final: Fit = { name: 'final', features: datasets.flatMap(({ features }) => features.map(({ name }) => name)), learnsFrom: everyone, scores: everyone };
  return prepare('final', [final], everyone, data, run, ports);
}

/**
 * Takes the final model's scores for every customer.
 *
 * @throws refusal XGBOOST_ENCODER_DIFFERS where the encoder beside the model is not the one it was trained with.
 */
export async function readFinalScores({ featuresUri, eventColumns }: JudgeInput, { encoder, fits }: PreparedFits, run: Run, ports: Ports): Promise<ScoreOutput> {
  readEncoder((await ports.store.get(encoder.uri)).toString('utf8'), encoder.digest);
  const { ids } = await readModelData(featuresUri, eventColumns, run, ports);
  const [final] = fits;
  if (!final) throw outputOfFit('final', 0);
  return writeScores(ids, await readScores(final, ports), ports);
}

/** The fits with the names of their jobs, which one execution keeps and another does not share. */
export function withJobNames({ encoder, fits }: PreparedFits, run: Run, execution: string): FitJobs {
  return { encoder, fits: fits.map((fit) => ({ ...fit, jobName: jobName(run.id, fit.name, execution) })) };
}

function questionOf({ sources, labels, split, orderColumn }: ModelData, { seed }: Run): Question {
  return { sources, labels, split, seed, ...(orderColumn === undefined ? {} : { orderColumn }) };
}

/** @param learnt the rows whose categories become fields */
async function prepare(stage: string, fits: readonly Fit[], learnt: Int32Array, { sources, labels }: ModelData, run: Run, { store, plan }: Ports): Promise<PreparedFits> {
  const data = allFeatures(sources);
  const { text, digest } = storedEncoder(fitEncoder(data, learnt));
  const uri = runUri(`fits/${stage}/encoder-${digest.slice(0, 12)}.json`);
  await store.put(uri, text);
  // Read back: what is encoded from here on is what lies beside the model.
  const encoder = readEncoder((await store.get(uri)).toString('utf8'), digest);
  const prepared: PreparedFit[] = [];
  for (const fit of fits) {
    const folder = `fits/${stage}/${fit.name}`;
    const ofFit = encoderOf(encoder, fit.features);
    const put = (key: string, lines: Iterable<string>) => store.putFile(runUri(key), (path) => pipeline(Readable.from(lines), createWriteStream(path)));
    await put(`${folder}/train/0.csv`, trainingLines(ofFit, data, fit.learnsFrom, labels));
    await put(`${folder}/score/0.csv`, scoringLines(ofFit, data, fit.scores));
    const positives = fit.learnsFrom.reduce((sum, row) => sum + labels[row], 0);
    prepared.push({ name: fit.name, folder, rows: fit.scores.length, hyperParameters: hyperParameters(plan.model.booster, positives / fit.learnsFrom.length, run.seed) });
  }
  return { encoder: { uri, digest }, fits: prepared };
}

/** The output of a fit's transform job: one object, in whatever folder below the job's output the service puts it. */
async function readScores({ name, folder, rows }: PreparedFit, { store }: Ports): Promise<Float64Array> {
  const found = (await store.list(runUri(`${folder}/scored/`))).filter((uri) => uri.endsWith('.out'));
  const [uri] = found;
  if (uri === undefined || found.length > 1) throw outputOfFit(name, found.length);
  return store.withFile(uri, (path) => readTransform(createInterface({ input: createReadStream(path) }), rows));
}
