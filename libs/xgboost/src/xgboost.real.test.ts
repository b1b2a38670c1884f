import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Dataset, scoreBooster, trainBooster } from '@parley/gradient-boosting';
import { describeWith } from '@parley/testing';
import { scoringLines, trainingLines } from './csv-lines';
import { fieldCount, fitEncoder } from './encoder';
import { hyperParameters } from './hyper-parameters';
import { readTransform } from './read-transform';

const plan = { trees: 40, learningRate: 0.1, leaves: 15, minRowsInLeaf: 20, bins: 255 };
const ROWS = 6000;

/** A number from 0 to 1 that looks like a lot. */
const unit = (row: number, stream: number): number => (Math.imul(row + 1, 2_654_435_761 + 2 * stream) >>> 0) / 2 ** 32;

/** People whose area and whose missing income both matter. */
function people(): { data: Dataset; labels: Uint8Array } {
  const spend = Float64Array.from({ length: ROWS }, (_, row) => unit(row, 1) * 100);
  const income = Float64Array.from({ length: ROWS }, (_, row) => (unit(row, 2) < 0.3 ? Number.NaN : unit(row, 3)));
  const codes = Int32Array.from({ length: ROWS }, (_, row) => Math.floor(unit(row, 4) * 4) - 1);
  const labels = Uint8Array.from({ length: ROWS }, (_, row) => {
    const logit = spend[row] / 40 - 2 + (Number.isNaN(income[row]) ? 1.2 : income[row]) + (codes[row] === 2 ? 1.5 : 0);
    return unit(row, 5) < 1 / (1 + Math.exp(-logit)) ? 1 : 0;
  });
  const features: Dataset['features'] = [
    { kind: 'numeric', name: 'spend', values: spend },
    { kind: 'numeric', name: 'income', values: income },
    { kind: 'categorical', name: 'area', codes, categories: ['east', 'north', 'west'] },
  ];
  return { data: { rows: ROWS, features }, labels };
}

/** The nearest thing to the container that a machine without an account has: the same XGBoost, told the same. */
describeWith('xgboost', "SageMaker's XGBoost", () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'parley-xgboost-'));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('trains on our lines with our hyper-parameters, and its scores come back to their rows', async () => {
    const { data, labels } = people();
    const train = Int32Array.from({ length: 4000 }, (_, place) => place);
    const test = Int32Array.from({ length: 2000 }, (_, place) => ROWS - 1 - place);
    const encoder = fitEncoder(data, train);
    const rate = train.reduce((sum, row) => sum + labels[row], 0) / train.length;
    const files = { train: join(folder, 'train.csv'), score: join(folder, 'score.csv'), out: join(folder, 'score.csv.out') };
    writeFileSync(files.train, [...trainingLines(encoder, data, train, labels)].join(''));
    writeFileSync(files.score, [...scoringLines(encoder, data, test)].join(''));

    const said = run({ ...files, hyperParameters: hyperParameters(plan, rate, 7) });
    const missing = train.reduce((sum, row) => sum + (Number.isNaN((data.features[1] as { values: Float64Array }).values[row]) ? 1 : 0), 0);
    const unknownArea = train.reduce((sum, row) => sum + ((data.features[2] as { codes: Int32Array }).codes[row] < 0 ? 3 : 0), 0);
    expect(said).toEqual({ rows: 4000, columns: fieldCount(encoder), missing: missing + unknownArea, trees: plan.trees });

    const scores = await readTransform(readFileSync(files.out, 'utf8').split('\n'), test.length);
    const ours = ourScores(data, labels, train, test);
    // Two engines of one kind, told the same: not the same trees, and yet nearly the same people on top.
    expect(correlation(scores, ours)).toBeGreaterThan(0.97);
    expect(mean(scores)).toBeCloseTo(mean(Float64Array.from(test, (row) => labels[row])), 1);
  });

  it('takes rows that begin with nothing, or hold nothing', async () => {
    const values = Float64Array.from({ length: 200 }, (_, row) => (row % 2 === 0 ? Number.NaN : row));
    const data: Dataset = { rows: 200, features: ['a', 'b'].map((name) => ({ kind: 'numeric' as const, name, values })) };
    const rows = Int32Array.from(values, (_, row) => row);
    const encoder = fitEncoder(data, rows);
    const files = { train: join(folder, 'empty-train.csv'), score: join(folder, 'empty.csv'), out: join(folder, 'empty.csv.out') };
    writeFileSync(files.train, [...trainingLines(encoder, data, rows, Uint8Array.from(rows, (row) => row % 2))].join(''));
    writeFileSync(files.score, [...scoringLines(encoder, data, rows)].join(''));
    run({ ...files, hyperParameters: hyperParameters(plan, 0.5, 1) });
    const scores = await readTransform(readFileSync(files.out, 'utf8').split('\n'), 200);
    expect(scores[0]).toBeLessThan(0.1);
    expect(scores[1]).toBeGreaterThan(0.9);
  });
});

function run(asked: object): unknown {
  const { status, stdout, stderr } = spawnSync('/usr/bin/python3', [join(__dirname, 'testing/container.py')], { input: JSON.stringify(asked), encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
  return JSON.parse(stdout);
}

function ourScores(data: Dataset, labels: Uint8Array, train: Int32Array, test: Int32Array): Float64Array {
  const rowsOf = (rows: Int32Array): Dataset => ({
    rows: rows.length,
    features: data.features.map((feature) =>
      feature.kind === 'numeric' ? { ...feature, values: Float64Array.from(rows, (row) => feature.values[row]) } : { ...feature, codes: rows.map((row) => feature.codes[row]) },
    ),
  });
  return scoreBooster(trainBooster(rowsOf(train), Uint8Array.from(train, (row) => labels[row]), { ...plan, seed: 7 }), rowsOf(test));
}

const mean = (values: Float64Array): number => values.reduce((sum, value) => sum + value, 0) / values.length;

function correlation(a: Float64Array, b: Float64Array): number {
  const [meanA, meanB] = [mean(a), mean(b)];
  const sum = (of: (at: number) => number): number => a.reduce((total, _, at) => total + of(at), 0);
  return sum((at) => (a[at] - meanA) * (b[at] - meanB)) / Math.sqrt(sum((at) => (a[at] - meanA) ** 2) * sum((at) => (b[at] - meanB) ** 2));
}
