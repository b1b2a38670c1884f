import type { Dataset } from '@parley/gradient-boosting';
import { DRAWN_SHARE } from './gain';
import { allFeatures, checkQuestion, labelsOf, type Question, THIRDS } from './judge-request';
import { splitRows, stratifiedShare } from './split-rows';

/** A model to be trained, and the rows it has to score: positions in the whole data. No model scores a row it learnt from. */
export interface Fit {
  /** Lower-case letters, digits and hyphens; unique among the fits of a question. */
  name: string;
  features: readonly string[];
  learnsFrom: Int32Array;
  scores: Int32Array;
}

/** A set of columns that is judged. `partner` is set where it is the owner's columns and one partner's. */
export interface Variant {
  name: string;
  features: readonly string[];
  partner?: string;
}

/** A random third of the training rows, and the training rows outside it. */
interface Third {
  inside: Int32Array;
  outside: Int32Array;
}

/** How the names of a variant's fits on drawn thirds begin; a number follows. */
export const thirdPrefix = (variant: string): string => `${variant}-third-`;

/** Name of the fit of a variant on a random split, where the split that counts is by time. */
export const randomName = (variant: string): string => `random-${variant}`;

/**
 * Every model that the evidence on a question rests on: each variant trained on all training rows and on each drawn third of them, and, under
 * a split by time, own and all columns on a random split. Whatever engine trains them, `judgeFits` judges their scores.
 *
 * @throws inputError where a part has fewer than 10 rows of a label, two features have one name, or the order column is a feature.
 */
export function planFits(question: Question): Fit[] {
  const { sources, split } = question;
  checkQuestion(question, allFeatures(sources));
  const thirds = drawThirds(question);
  const variants = variantsOf(question);
  return [
    ...variants.flatMap(({ name, features }) => [
      { name, features, learnsFrom: split.train, scores: split.test },
      ...thirds.map(({ inside, outside }, draw) => ({
        name: `${thirdPrefix(name)}${draw + 1}`,
        features,
        learnsFrom: inside,
        // Drift is told by one model that has seen neither part.
        scores: draw === 0 ? concat(split.test, outside) : split.test,
      })),
    ]),
    ...(split.kind === 'time' ? onRandomSplit(question) : []),
  ];
}

/** Own columns; own and each partner's, where there are several; own and all partners'. */
export function variantsOf({ sources }: Question): Variant[] {
  const own = namesOf(sources.own, sources.events);
  const { partners } = sources;
  return [
    { name: 'own', features: own },
    ...(partners.length > 1 ? partners.map(({ partner, data }, index) => ({ name: `partner-${index + 1}`, features: [...own, ...namesOf(data)], partner })) : []),
    ...(partners.length > 0 ? [{ name: 'all', features: namesOf(allFeatures(sources)) }] : []),
  ];
}

function drawThirds({ labels, split, seed, thirds = THIRDS }: Question): Third[] {
  const trainLabels = labelsOf(labels, split.train);
  const places = Int32Array.from(trainLabels, (_, place) => place);
  const rowsAt = (chosen: Int32Array): Int32Array => chosen.map((place) => split.train[place]);
  return Array.from({ length: thirds }, (_, draw) => {
    const inside = stratifiedShare(places, trainLabels, DRAWN_SHARE, seed + draw + 1);
    const taken = new Set(inside);
    return { inside: rowsAt(inside), outside: rowsAt(places.filter((place) => !taken.has(place))) };
  });
}

/** The same models on a random split of the same size: the figure that time takes back. */
function onRandomSplit(question: Question): Fit[] {
  const { labels, split, seed } = question;
  const random = splitRows({ kind: 'random', testShare: split.test.length / labels.length }, labels, seed);
  const variants = variantsOf(question).filter(({ partner }) => partner === undefined);
  return variants.map(({ name, features }) => ({ name: randomName(name), features, learnsFrom: random.train, scores: random.test }));
}

function concat(a: Int32Array, b: Int32Array): Int32Array {
  const both = new Int32Array(a.length + b.length);
  both.set(a);
  both.set(b, a.length);
  return both;
}

function namesOf(...datasets: readonly (Dataset | undefined)[]): string[] {
  return datasets.flatMap((dataset) => dataset?.features.map(({ name }) => name) ?? []);
}
