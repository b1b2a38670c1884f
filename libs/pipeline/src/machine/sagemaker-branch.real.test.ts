import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describeWith } from '@parley/testing';
import { ModelRun } from '../testing/model-run';
import { firstFeature, SageMakerDouble, type TrainAndScore, xgboost } from '../testing/sagemaker-double';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'parley-sagemaker-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

async function runWith(trainAndScore: TrainAndScore): Promise<{ run: ModelRun; service: SageMakerDouble }> {
  const run = new ModelRun(folder);
  await run.writeFeatures();
  const service = new SageMakerDouble(join(folder, 'run'), trainAndScore);
  return { run, service };
}

it('brings every score back to its person, and judges by the engine that scores', async () => {
  const { run, service } = await runWith(firstFeature);
  await expect(run.execute(service.handlers)).resolves.toMatchObject({ status: 'succeeded' });
  const scores = await run.scores();
  expect(scores.size).toBe(run.spend.length);
  run.spend.forEach((spend, row) => expect(scores.get(`c${row}`)).toBe(spend));
  const judged = run.judgement();
  expect(judged.own.auc).toBe(judged.enriched.auc); // this engine looks at one column of the owner's
  expect(judged.own.auc).toBeCloseTo(run.aucOf(scores), 1);
  // Own and all columns, each on all training rows and on five thirds; then the final one.
  expect(service.calls.filter(({ operation }) => operation === 'train')).toHaveLength(13);
  expect(new Set(service.calls.map(({ name }) => name)).size).toBe(13);
  expect(service.models).toBe(0);
});

it('fails the gate on the scores of the engine, and then fits and scores nothing', async () => {
  const { run, service } = await runWith(({ score, out }) => {
    const lines = readFileSync(score, 'utf8').trimEnd().split('\n');
    writeFileSync(out, lines.map((line, place) => `${line.split(',')[0]},${(place % 10) / 10}`).join('\n'));
  });
  await expect(run.execute(service.handlers)).resolves.toMatchObject({ status: 'failed', error: 'Parley.GateFailed' });
  expect(service.calls.filter(({ operation }) => operation === 'train')).toHaveLength(12);
  expect(readdirSync(join(folder, 'out'))).toEqual([]);
});

it.each<[string, TrainAndScore, string]>([
  ['leaves a row out', ({ out }) => writeFileSync(out, '0,0.5\n'), 'XGBOOST_SCORES_UNREADABLE'],
  ['writes nothing', () => undefined, 'FIT_OUTPUT_MISSING'],
])('stops where a transform %s', async (_, trainAndScore, code) => {
  const { run, service } = await runWith(trainAndScore);
  await expect(run.execute(service.handlers)).rejects.toMatchObject({ code });
});

it('refuses an encoder that is not the one the model was trained with', async () => {
  const { run, service } = await runWith(firstFeature);
  const tampering = new SageMakerDouble(join(folder, 'run'), (files, hyperParameters) => {
    firstFeature(files, hyperParameters);
    const final = join(folder, 'run/fits/final');
    if (!files.out.startsWith(final)) return;
    for (const name of readdirSync(final).filter((one) => one.startsWith('encoder-'))) writeFileSync(join(final, name), readFileSync(join(final, name), 'utf8').replace('north', 'North'));
  });
  await expect(run.execute(tampering.handlers)).rejects.toMatchObject({ code: 'XGBOOST_ENCODER_DIFFERS', kind: 'refused' });
  expect(service.calls).toEqual([]);
});

it('started again after it was killed, keeps what was written and asks for jobs of the same names', async () => {
  const { run, service } = await runWith(firstFeature);
  let left = 5;
  const killed = { ...service.handlers };
  for (const [resource, handler] of Object.entries(service.handlers)) {
    killed[resource as keyof typeof killed] = async (input: unknown) => {
      if (left-- <= 0) throw new Error('killed');
      return handler(input);
    };
  }
  await expect(run.execute(killed)).rejects.toThrow('killed');
  const another = new SageMakerDouble(join(folder, 'run'), firstFeature);
  await expect(run.execute(another.handlers)).resolves.toMatchObject({ status: 'succeeded' });
  expect(another.calls.map(({ name }) => name)).toEqual(expect.arrayContaining(service.calls.map(({ name }) => name)));
  expect((await run.scores()).get('c5')).toBe(run.spend[5]);
});

it('is not run for a plan of the booster, nor the booster for a plan of SageMaker', async () => {
  const run = new ModelRun(folder, { kind: 'booster' });
  await run.writeFeatures();
  await expect(run.execute(new SageMakerDouble(folder, firstFeature).handlers)).rejects.toMatchObject({ code: 'ENGINE_NOT_HERE' });
});

describeWith('xgboost', 'with XGBoost itself for the container', () => {
  it('trains thirteen models, passes the gate and scores everyone', async () => {
    const { run, service } = await runWith(xgboost);
    await expect(run.execute(service.handlers)).resolves.toMatchObject({ status: 'succeeded' });
    const judged = run.judgement();
    expect(judged.enriched.auc).toBeGreaterThan(0.62);
    expect(judged.evaluation.testRows).toBe(600);
    expect(run.aucOf(await run.scores())).toBeGreaterThan(judged.enriched.auc); // it has learnt from these rows
  }, 120_000);
});
