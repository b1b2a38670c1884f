import type { Dataset } from '@parley/gradient-boosting';
import { onlyColumns, selectRows } from '../dataset/combine-datasets';
import { auc } from '../metrics/auc';
import { DRAWN_SHARE } from './gain';
import { THIRDS, labelsOf, type JudgeRequest } from './judge-request';
import type { FeatureGain, Learner } from './learner';
import { stratifiedShare } from './split-rows';

/** One set of features, trained on the training rows alone and scored on the test rows. */
export interface Trial {
  scores: Float64Array;
  importance: FeatureGain[];
  /** AUC on the same test rows of models from random thirds of the training rows. */
  thirdAucs: Float64Array;
  /** Scores of the first third's model for rows it did not see: the other training rows, and the test rows. */
  unseen: { train: Float64Array; test: Float64Array };
}

/** The rows of a trial, cut once for all variants: every variant learns from the same rows with the same seeds. */
export interface Arena {
  train: Dataset;
  test: Dataset;
  trainLabels: Uint8Array;
  testLabels: Uint8Array;
  /** Positions in `train`. */
  thirds: readonly { inside: Int32Array; outside: Int32Array }[];
}

export function makeArena<M, B>(data: Dataset, { labels, split, seed, thirds = THIRDS }: JudgeRequest<M, B>): Arena {
  const trainLabels = labelsOf(labels, split.train);
  const places = Int32Array.from(trainLabels, (_, place) => place);
  return {
    train: selectRows(data, split.train),
    test: selectRows(data, split.test),
    trainLabels,
    testLabels: labelsOf(labels, split.test),
    thirds: Array.from({ length: thirds }, (_, draw) => {
      const inside = stratifiedShare(places, trainLabels, DRAWN_SHARE, seed + draw + 1);
      const taken = new Set(inside);
      return { inside, outside: places.filter((place) => !taken.has(place)) };
    }),
  };
}

/** Trains on all training rows and on each third; no test row is ever learnt from. */
export function runTrial<M>(arena: Arena, features: readonly string[], learner: Learner<M>, seed: number, onTrained: () => void): Trial {
  const train = onlyColumns(arena.train, features);
  const test = onlyColumns(arena.test, features);
  const fit = (rows: Dataset, labels: Uint8Array): M => {
    const model = learner.train(rows, labels, seed);
    onTrained();
    return model;
  };
  const model = fit(train, arena.trainLabels);
  const thirdModels = arena.thirds.map(({ inside }) => fit(selectRows(train, inside), labelsOf(arena.trainLabels, inside)));
  const thirdScores = thirdModels.map((third) => learner.score(third, test));
  // `checkRequest` has seen to it that there are at least two.
  const [first] = thirdModels;
  const [{ outside }] = arena.thirds;
  return {
    scores: learner.score(model, test),
    importance: learner.importance(model),
    thirdAucs: Float64Array.from(thirdScores, (scores) => auc(scores, arena.testLabels)),
    unseen: { train: learner.score(first, selectRows(train, outside)), test: thirdScores[0] },
  };
}
