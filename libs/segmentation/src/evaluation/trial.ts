import type { Dataset } from '@parley/gradient-boosting';
import { onlyColumns, selectRows } from '../dataset/combine-datasets';
import { auc } from '../metrics/auc';
import { HALVES, labelsOf, type JudgeRequest } from './judge-request';
import type { FeatureGain, Learner } from './learner';
import { stratifiedShare } from './split-rows';

/** One set of features, trained on the training rows alone and scored on the test rows. */
export interface Trial {
  scores: Float64Array;
  importance: FeatureGain[];
  /** AUC on the same test rows of models from random halves of the training rows. */
  halfAucs: Float64Array;
  /** Scores of the first half's model for rows it did not see: the other half of the training rows, and the test rows. */
  unseen: { train: Float64Array; test: Float64Array };
}

/** The rows of a trial, cut once for all variants: every variant learns from the same rows with the same seeds. */
export interface Arena {
  train: Dataset;
  test: Dataset;
  trainLabels: Uint8Array;
  testLabels: Uint8Array;
  /** Positions in `train`. */
  halves: readonly { inside: Int32Array; outside: Int32Array }[];
}

export function makeArena<M, B>(data: Dataset, { labels, split, seed, halves = HALVES }: JudgeRequest<M, B>): Arena {
  const trainLabels = labelsOf(labels, split.train);
  const places = Int32Array.from(trainLabels, (_, place) => place);
  return {
    train: selectRows(data, split.train),
    test: selectRows(data, split.test),
    trainLabels,
    testLabels: labelsOf(labels, split.test),
    halves: Array.from({ length: halves }, (_, draw) => {
      const inside = stratifiedShare(places, trainLabels, 0.5, seed + draw + 1);
      const taken = new Set(inside);
      return { inside, outside: places.filter((place) => !taken.has(place)) };
    }),
  };
}

/** Trains on all training rows and on each half; no test row is ever learnt from. */
export function runTrial<M>(arena: Arena, features: readonly string[], learner: Learner<M>, seed: number, onTrained: () => void): Trial {
  const train = onlyColumns(arena.train, features);
  const test = onlyColumns(arena.test, features);
  const fit = (rows: Dataset, labels: Uint8Array): M => {
    const model = learner.train(rows, labels, seed);
    onTrained();
    return model;
  };
  const model = fit(train, arena.trainLabels);
  const halfModels = arena.halves.map(({ inside }) => fit(selectRows(train, inside), labelsOf(arena.trainLabels, inside)));
  const halfScores = halfModels.map((half) => learner.score(half, test));
  // `checkRequest` has seen to it that there are at least two.
  const [first] = halfModels;
  const [{ outside }] = arena.halves;
  return {
    scores: learner.score(model, test),
    importance: learner.importance(model),
    halfAucs: Float64Array.from(halfScores, (scores) => auc(scores, arena.testLabels)),
    unseen: { train: learner.score(first, selectRows(train, outside)), test: halfScores[0] },
  };
}
