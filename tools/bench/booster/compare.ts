import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { auc } from '@parley/segmentation';
import { readJoinedRows } from './joined-rows';
import { readRows, readScores, writeMatrix } from './matrix';
import { SETS } from './sets';

/** "lgbm-t" of spec/data-and-baselines.md: the plan's defaults. */
const SETTINGS = { trees: 200, learningRate: 0.05, leaves: 15, minRowsInLeaf: 50, bins: 255 };

export interface Comparison {
  set: string;
  rows: number;
  columns: number;
  /** Mean test AUC over the seeds. */
  parleyAuc: number;
  lightgbmAuc: number;
  meanAbsoluteDifference: number;
  /** Parley less LightGBM, seed by seed. */
  differences: number[];
  /** CPU seconds of one training, binning included: median of the runs, mean over the seeds. */
  parleySeconds: number;
  lightgbmSeconds: number;
  ratio: number;
}

export interface Trainers {
  python: string;
  /** Bundled train-parley.ts. */
  parley: string;
  lightgbm: string;
}

/** Trains both on the same bytes, each in a process of its own, one after the other. */
export async function compare(set: string, dataFolder: string, seeds: readonly number[], runs: number, trainers: Trainers): Promise<Comparison> {
  const folder = mkdtempSync(join(tmpdir(), 'parley-bench-'));
  try {
    const joined = await readJoinedRows(join(dataFolder, set), SETS[set]);
    writeMatrix(folder, joined, seeds);
    const args = [folder, JSON.stringify(SETTINGS), JSON.stringify(seeds), String(runs)];
    const parleySeconds = secondsOf(run(process.execPath, trainers.parley, args));
    const lightgbmSeconds = secondsOf(run(trainers.python, trainers.lightgbm, args));
    const areas = (trainer: string) => seeds.map((seed) => areaOf(folder, trainer, seed, joined.labels));
    const [parley, lightgbm] = [areas('parley'), areas('lightgbm')];
    const differences = parley.map((area, index) => area - lightgbm[index]);
    return {
      set,
      rows: joined.data.rows,
      columns: joined.data.features.length,
      parleyAuc: mean(parley),
      lightgbmAuc: mean(lightgbm),
      meanAbsoluteDifference: mean(differences.map(Math.abs)),
      differences,
      parleySeconds,
      lightgbmSeconds,
      ratio: parleySeconds / lightgbmSeconds,
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function run(command: string, script: string, args: readonly string[]): Record<string, number[]> {
  const { status, stdout, stderr } = spawnSync(command, [script, ...args], { encoding: 'utf8' });
  if (status !== 0) throw new Error(`${command} ${script} ended with ${status}:\n${stderr}`);
  return JSON.parse(stdout) as Record<string, number[]>;
}

function areaOf(folder: string, trainer: string, seed: number, labels: Uint8Array): number {
  const testLabels = Uint8Array.from(readRows(folder, 'test', seed), (row) => labels[row]);
  return auc(readScores(folder, trainer, seed), testLabels);
}

const secondsOf = (bySeed: Record<string, number[]>): number => mean(Object.values(bySeed).map(median));

const mean = (numbers: readonly number[]): number => numbers.reduce((sum, number) => sum + number, 0) / numbers.length;

const median = (numbers: readonly number[]): number => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)];
