import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Judgement } from '@parley/segmentation';
import { cost, dealtOut, fresh, real, turning } from './experiments';
import { loadSet } from './load-set';

interface Line {
  experiment: string;
  runs: number;
  adds: number;
  nothing: number;
  harms: number;
  /** Means over the runs. */
  own: number;
  enriched: number;
  gain: number;
  /** Standard deviation of the gain between runs. */
  spread: number;
  /** Mean half width of the intervals. */
  margin: number;
  /** Share of the intervals that hold the mean gain: only where every run draws new people. */
  coverage?: number;
}

const SETS = ['telco-churn', 'online-shoppers', 'credit-default'];
const NULL_SETS = ['telco-churn', 'online-shoppers'];

/** Runs the experiments and prints a line for each. `--only` takes beginnings of their names. */
export function main(args: string[], defaultData: string): number {
  const { values } = parseArgs({
    args,
    options: {
      seeds: { type: 'string', default: '40' },
      only: { type: 'string', default: '' },
      data: { type: 'string', default: defaultData },
      json: { type: 'string' },
    },
  });
  const seeds = Number(values.seeds);
  const few = Math.max(2, Math.ceil(seeds / 4));
  const wanted = (name: string): boolean => values.only.split(',').some((start) => name.startsWith(start));
  const lines: Line[] = [];
  const run = (experiment: string, runs: number, judge: (seed: number) => Judgement, drawsPeople = false): void => {
    if (!wanted(experiment)) return;
    const line = summarise(experiment, Array.from({ length: runs }, (_, i) => judge(i + 1)), drawsPeople);
    lines.push(line);
    process.stdout.write(`${show(line)}\n`);
  };
  const runOn = (kind: string, name: string, runs: number, experiment: (set: ReturnType<typeof loadSet>, seed: number) => Judgement): void => {
    if (!wanted(`${kind} ${name}`)) return;
    if (!existsSync(join(values.data, name))) return void process.stderr.write(`skipped ${kind} ${name}: no such folder below --data\n`);
    const set = loadSet(name, values.data);
    run(`${kind} ${name}`, runs, (seed) => experiment(set, seed));
  };

  for (const name of SETS) runOn('real', name, few, real);
  for (const name of NULL_SETS) runOn('shuffled', name, seeds, dealtOut);
  for (const name of NULL_SETS) runOn('turning', name, few, turning);
  for (const strength of [0, 0.15, 0.5]) run(`fresh strength ${strength}`, seeds, (seed) => fresh(strength, seed), true);
  const spent = wanted('cost') ? cost() : undefined;
  if (spent) {
    const { evaluation, training } = spent;
    const ratio = (evaluation / training).toFixed(1);
    process.stdout.write(`cost: 33,000 people x 20 columns, two partners: ${evaluation.toFixed(1)} s CPU, ${ratio} trainings\n`);
  }
  if (values.json) writeFileSync(values.json, `${JSON.stringify({ lines, cost: spent }, undefined, 2)}\n`);
  return 0;
}

function summarise(experiment: string, judgements: readonly Judgement[], drawsPeople: boolean): Line {
  const runs = judgements.length;
  const mean = (pick: (judgement: Judgement) => number): number => judgements.reduce((sum, each) => sum + pick(each), 0) / runs;
  const count = (verdict: string): number => judgements.filter(({ gain }) => gain.verdict === verdict).length;
  const gain = mean((judgement) => judgement.gain.auc);
  return {
    experiment,
    runs,
    adds: count('adds'),
    nothing: count('nothing'),
    harms: count('harms'),
    own: mean((judgement) => judgement.own.auc),
    enriched: mean((judgement) => judgement.enriched.auc),
    gain,
    spread: Math.sqrt(mean((judgement) => (judgement.gain.auc - gain) ** 2) * (runs / (runs - 1))),
    margin: mean((judgement) => (judgement.gain.high - judgement.gain.low) / 2),
    ...(drawsPeople && { coverage: mean((judgement) => (judgement.gain.low <= gain && gain <= judgement.gain.high ? 1 : 0)) }),
  };
}

function show(line: Line): string {
  const aucs = `own ${line.own.toFixed(4)}  enriched ${line.enriched.toFixed(4)}`;
  const gain = `gain ${line.gain.toFixed(4)} sd ${line.spread.toFixed(4)} margin ${line.margin.toFixed(4)}`;
  const coverage = line.coverage === undefined ? '' : `  coverage ${line.coverage.toFixed(3)}`;
  const verdicts = `adds ${line.adds}  nothing ${line.nothing}  harms ${line.harms}`;
  return `${line.experiment.padEnd(26)} runs ${line.runs}  ${verdicts}  ${aucs}  ${gain}${coverage}`;
}
