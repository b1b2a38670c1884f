import type { Dataset, Feature } from '@parley/gradient-boosting';
import { boosterLearner, judgeModel, logisticLearner, selectRows, splitRows, type Judgement, type Split } from '@parley/segmentation';
import { drawPeople } from './draw-people';
import type { BenchSet } from './load-set';
import { generator, shuffled } from './random';

/** The plan's defaults. */
const learner = boosterLearner({ trees: 200, learningRate: 0.05, leaves: 15, minRowsInLeaf: 50, bins: 255 });

function judge(own: Dataset, partners: readonly Dataset[], labels: Uint8Array, split: Split, seed: number): Judgement {
  const sources = { own, partners: partners.map((data, i) => ({ partner: `partner ${i + 1}`, data })) };
  return judgeModel({ sources, labels, split, learner, baseline: logisticLearner, seed });
}

const randomSplit = (labels: Uint8Array, seed: number): Split => splitRows({ kind: 'random', testShare: 0.25 }, labels, seed);

/** The partner as it is. */
export function real({ own, partner, labels }: BenchSet, seed: number): Judgement {
  return judge(own, [partner], labels, randomSplit(labels, seed), seed);
}

/** The partner's rows dealt out to other people: whatever they seem to add is chance. */
export function dealtOut({ own, partner, labels }: BenchSet, seed: number): Judgement {
  const dealt = selectRows(partner, shuffled(labels.length, generator(seed)));
  return judge(own, [dealt], labels, randomSplit(labels, seed), seed);
}

/** A column that is the label four times in five on the early rows, and the opposite on the late ones. */
export function turning({ own, labels }: BenchSet, seed: number): Judgement {
  const split = splitRows({ kind: 'time', testShare: 0.25, order: Array.from(labels.keys()) }, labels, seed);
  const late = new Set(split.test);
  const random = generator(seed);
  const values = Float64Array.from(labels, (label, row) => (random() < 0.2 !== late.has(row) ? 1 - label : label));
  const feature: Feature = { kind: 'numeric', name: 'turning', values };
  return judge(own, [{ rows: labels.length, features: [feature] }], labels, split, seed);
}

/** People drawn afresh each time, so that the gain's true mean is the mean over draws. */
export function fresh(strength: number, seed: number): Judgement {
  const { own, partners, labels } = drawPeople({ rows: 4000, strength, seed });
  return judge(own, partners.slice(0, 1), labels, randomSplit(labels, seed), seed);
}

/** CPU seconds of a whole evaluation of 33,000 people, 20 columns and two partners, and of one training of its booster. */
export function cost(): { evaluation: number; training: number } {
  const { own, partners, labels } = drawPeople({ rows: 33_000, strength: 0.5, seed: 1 });
  const split = randomSplit(labels, 1);
  const evaluation = cpuSeconds(() => judge(own, partners, labels, split, 1));
  const all = { rows: own.rows, features: [own, ...partners].flatMap(({ features }) => features) };
  const trainRows = selectRows(all, split.train);
  const trainLabels = Uint8Array.from(split.train, (row) => labels[row]);
  return { evaluation, training: cpuSeconds(() => learner.train(trainRows, trainLabels, 1)) };
}

function cpuSeconds(work: () => unknown): number {
  const start = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1e6;
}
