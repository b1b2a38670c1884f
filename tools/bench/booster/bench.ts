import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Command } from 'commander';
import { compare, type Comparison, type Trainers } from './compare';
import { SETS } from './sets';

interface Options {
  set: string[];
  seeds: string;
  runs: string;
  data: string;
  python: string;
  parley: string;
  lightgbm: string;
  json?: boolean;
}

const options = new Command('booster')
  .description('our booster against LightGBM: same rows, same settings, one thread each')
  .option('--set <names...>', `which of ${Object.keys(SETS).join(', ')}`, ['online-shoppers', 'telco-churn', 'bank-additional'])
  .option('--seeds <n>', 'train/test splits a set', '5')
  .option('--runs <n>', 'trainings a split; the median counts', '3')
  .option('--python <command>', 'a Python that has lightgbm and numpy', 'python3')
  .option('--json', 'one JSON document on stdout')
  .requiredOption('--data <dir>', 'folder of the sets')
  .requiredOption('--parley <file>', 'given by run.mjs')
  .requiredOption('--lightgbm <file>', 'given by run.mjs')
  .parse()
  .opts<Options>();

void main();

async function main(): Promise<void> {
  const unknown = options.set.filter((set) => !(set in SETS));
  if (unknown.length > 0) return stop(2, `no such set: ${unknown.join(', ')}; there are ${Object.keys(SETS).join(', ')}`);
  const lacking = options.set.filter((set) => !existsSync(join(options.data, set)));
  if (lacking.length > 0) return stop(0, `SKIPPED: ${options.data} lacks ${lacking.join(', ')}; give the folder with --data`);
  if (spawnSync(options.python, ['-c', 'import lightgbm, numpy']).status !== 0) {
    return stop(0, `SKIPPED: ${options.python} lacks lightgbm; make a venv, pip install lightgbm numpy, and name its python with --python`);
  }
  const seeds = Array.from({ length: Number(options.seeds) }, (_, index) => index + 1);
  const trainers: Trainers = options;
  const comparisons: Comparison[] = [];
  for (const set of options.set) {
    const comparison = await compare(set, options.data, seeds, Number(options.runs), trainers);
    comparisons.push(comparison);
    process.stderr.write(`${set} done\n`);
  }
  process.stdout.write(options.json ? `${JSON.stringify(comparisons, null, 2)}\n` : tableOf(comparisons));
}

function tableOf(comparisons: readonly Comparison[]): string {
  const head = ['set', 'rows x columns', 'AUC parley', 'AUC LightGBM', 'mean |diff|', 'CPU s parley', 'CPU s LightGBM', 'ratio'];
  const rows = comparisons.map((c) => [
    c.set,
    `${c.rows} x ${c.columns}`,
    c.parleyAuc.toFixed(4),
    c.lightgbmAuc.toFixed(4),
    c.meanAbsoluteDifference.toFixed(5),
    c.parleySeconds.toFixed(3),
    c.lightgbmSeconds.toFixed(3),
    c.ratio.toFixed(2),
  ]);
  const lines = [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`);
  return `${lines.join('\n')}\n`;
}

function stop(exitCode: number, line: string): void {
  process.stderr.write(`${line}\n`);
  process.exitCode = exitCode;
}
