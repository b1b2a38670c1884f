import type { Dataset } from '@parley/gradient-boosting';
import { onlyColumns, selectRows } from '../dataset/combine-datasets';
import { auc } from '../metrics/auc';
import { calibrationBins, type CalibrationBin } from '../metrics/calibration';
import { captureCurve, type CaptureCurve } from '../metrics/capture';
import { countClasses } from '../metrics/check-scored';
import { pairedAuc } from '../metrics/paired-auc';
import { psi } from '../metrics/psi';
import { scorecard, type Scorecard } from '../metrics/scorecard';
import { gainOf, type Gain } from './gain';
import { sourcedImportance, type SourcedImportance } from './importance';
import { allFeatures, checkRequest, labelsOf, THIRDS, type JudgeRequest } from './judge-request';
import { singleFeatureAuc, type FeatureAuc } from './single-feature-auc';
import { splitRows } from './split-rows';
import { makeArena, runTrial, type Arena, type Trial } from './trial';

/** The evidence on a model: every figure is from rows that no model behind it has seen. */
export interface Judgement {
  evaluation: { kind: 'random' | 'time'; trainRows: number; testRows: number; positiveRate: { train: number; test: number } };
  /** AUCs a random split would have claimed, where the split that counts is by time. */
  flattering?: { own: number; enriched: number };
  own: Scorecard;
  /** Own columns and all partners'. */
  enriched: Scorecard;
  /** The baseline on the same columns as `enriched`. */
  logistic: Scorecard;
  /** Enriched over own. */
  gain: Gain;
  /** Own and that partner alone, over own. */
  byPartner: { partner: string; gain: Gain }[];
  /** What should score: own columns only where the partners' do harm. The next four members speak of that model. */
  scoring: 'own' | 'enriched';
  calibration: CalibrationBin[];
  /** Scores of training rows against test rows, by a model from a third of the training rows that saw neither. */
  psi: number;
  importance: SourcedImportance[];
  singleFeatureAuc: FeatureAuc[];
  liftCurve: { own: CaptureCurve; enriched: CaptureCurve };
}

/**
 * Judges a model on the test part of a split: own columns, own and all partners', own and each partner's, and a baseline beside them.
 *
 * Trains, for each of those sets of columns, once on the training rows and once on each of `thirds` random thirds of them
 * (`gainOf` says what for). Same request, same judgement.
 *
 * @throws inputError where a part has fewer than 10 rows of a label, two features have one name, or the order column is a feature.
 */
export function judgeModel<M, B>(request: JudgeRequest<M, B>): Judgement {
  const { sources, labels, split, learner, baseline, seed } = request;
  const data = allFeatures(sources);
  checkRequest(request, data);
  const arena = makeArena(data, request);
  const onTrained = counter(request);
  const own = namesOf(sources.own, sources.events);
  const all = namesOf(data);
  const trial = (features: readonly string[]): Trial => runTrial(arena, features, learner, seed, onTrained);

  const ownTrial = trial(own);
  const trials = sources.partners.map((partner) => (sources.partners.length === 1 ? undefined : trial([...own, ...namesOf(partner.data)])));
  const enrichedTrial = sources.partners.length === 0 ? ownTrial : trial(all);
  const logistic = baseline.score(baseline.train(arena.train, arena.trainLabels, seed), arena.test);
  onTrained();

  const gain = gainBetween(ownTrial, enrichedTrial, arena);
  const scoring = gain.verdict === 'harms' ? 'own' : 'enriched';
  const chosen = scoring === 'own' ? ownTrial : enrichedTrial;
  return {
    evaluation: describeParts(arena, split.kind),
    ...(split.kind === 'time' && { flattering: flatteringAucs(request, data, own, onTrained) }),
    own: scorecard(ownTrial.scores, arena.testLabels),
    enriched: scorecard(enrichedTrial.scores, arena.testLabels),
    logistic: scorecard(logistic, arena.testLabels),
    gain,
    byPartner: sources.partners.map(({ partner }, i) => ({ partner, gain: gainBetween(ownTrial, trials[i] ?? enrichedTrial, arena) })),
    scoring,
    calibration: calibrationBins(chosen.scores, arena.testLabels),
    psi: psi(chosen.unseen.train, chosen.unseen.test),
    importance: sourcedImportance(chosen.importance, sources),
    singleFeatureAuc: singleFeatureAuc(scoring === 'own' ? onlyColumns(data, own) : data, labels, split),
    liftCurve: { own: captureCurve(ownTrial.scores, arena.testLabels), enriched: captureCurve(enrichedTrial.scores, arena.testLabels) },
  };
}

function gainBetween(base: Trial, more: Trial, { testLabels }: Arena): Gain {
  const onThirds = more.thirdAucs.map((area, draw) => area - base.thirdAucs[draw]);
  return gainOf(pairedAuc(more.scores, base.scores, testLabels), onThirds, testLabels.length);
}

/** The same models judged on a random split of the same size: the figure that time takes back. */
function flatteringAucs<M, B>(
  request: JudgeRequest<M, B>,
  data: Dataset,
  own: readonly string[],
  onTrained: () => void,
): { own: number; enriched: number } {
  const { labels, split, learner, seed } = request;
  const random = splitRows({ kind: 'random', testShare: split.test.length / data.rows }, labels, seed);
  const train = selectRows(data, random.train);
  const test = selectRows(data, random.test);
  const aucWith = (names: readonly string[]): number => {
    const model = learner.train(onlyColumns(train, names), labelsOf(labels, random.train), seed);
    onTrained();
    return auc(learner.score(model, onlyColumns(test, names)), labelsOf(labels, random.test));
  };
  return { own: aucWith(own), enriched: aucWith(namesOf(data)) };
}

function describeParts({ trainLabels, testLabels }: Arena, kind: 'random' | 'time'): Judgement['evaluation'] {
  const positiveRate = { train: positiveShare(trainLabels), test: positiveShare(testLabels) };
  return { kind, trainRows: trainLabels.length, testRows: testLabels.length, positiveRate };
}

function positiveShare(labels: Uint8Array): number {
  return countClasses(labels).positives / labels.length;
}

function namesOf(...datasets: readonly (Dataset | undefined)[]): string[] {
  return datasets.flatMap((dataset) => dataset?.features.map(({ name }) => name) ?? []);
}

/** Counts trainings for `onTrained`. */
function counter<M, B>({ sources, split, thirds = THIRDS, onTrained }: JudgeRequest<M, B>): () => void {
  const partners = sources.partners.length;
  const variants = partners === 0 ? 1 : partners === 1 ? 2 : partners + 2;
  const total = variants * (thirds + 1) + 1 + (split.kind === 'time' ? 2 : 0);
  let done = 0;
  return () => onTrained?.(++done, total);
}
