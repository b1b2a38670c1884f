import { onlyColumns } from '../dataset/combine-datasets';
import { fitMissing, scoresDiffer } from '../errors';
import { auc } from '../metrics/auc';
import { calibrationBins, type CalibrationBin } from '../metrics/calibration';
import { captureCurve, type CaptureCurve } from '../metrics/capture';
import { countClasses } from '../metrics/check-scored';
import { pairedAuc } from '../metrics/paired-auc';
import { psi } from '../metrics/psi';
import { scorecard, type Scorecard } from '../metrics/scorecard';
import { gainOf, type Gain } from './gain';
import { sourcedImportance, type SourcedImportance } from './importance';
import { allFeatures, labelsOf, type Question } from './judge-request';
import type { FeatureGain, Learner } from './learner';
import { type Fit, planFits, randomName, thirdPrefix, variantsOf } from './plan-fits';
import { type FitResult, runFit } from './run-fit';
import { singleFeatureAuc, type FeatureAuc } from './single-feature-auc';

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
  /** Empty where the engine cannot say. */
  importance: SourcedImportance[];
  singleFeatureAuc: FeatureAuc[];
  liftCurve: { own: CaptureCurve; enriched: CaptureCurve };
}

/** One variant's scores, cut as the figures need them. */
interface Trial {
  scores: Float64Array;
  importance: FeatureGain[];
  /** AUC on the same test rows of models from random thirds of the training rows. */
  thirdAucs: Float64Array;
  /** Scores of the first third's model for rows it did not see: the other training rows, and the test rows. */
  unseen: { train: Float64Array; test: Float64Array };
}

/**
 * Judges the models of `planFits(question)` by their scores, whichever engine made them; the baseline is trained here.
 *
 * @param results by the fit's name
 * @throws as `planFits`; fault where a fit has no result, or one of another length.
 */
export function judgeFits<B>(question: Question, results: ReadonlyMap<string, FitResult>, baseline: Learner<B>): Judgement {
  const { sources, labels, split, seed } = question;
  const data = allFeatures(sources);
  const fits = planFits(question);
  checkResults(fits, results);
  const testLabels = labelsOf(labels, split.test);
  const variants = variantsOf(question);
  const trialOf = (variant: string): Trial => trial(variant, fits, results, testLabels);

  const own = trialOf('own');
  const enriched = variants.length === 1 ? own : trialOf('all');
  const gainOver = (more: Trial): Gain =>
    gainOf(pairedAuc(more.scores, own.scores, testLabels), more.thirdAucs.map((area, draw) => area - own.thirdAucs[draw]), testLabels.length);
  const everything = { name: 'baseline', features: data.features.map(({ name }) => name), learnsFrom: split.train, scores: split.test };
  const logistic = runFit(everything, data, labels, baseline, seed).scores;

  const gain = gainOver(enriched);
  const scoring = gain.verdict === 'harms' ? 'own' : 'enriched';
  const chosen = scoring === 'own' ? own : enriched;
  return {
    evaluation: describeParts(question, testLabels),
    ...(split.kind === 'time' && { flattering: flatteringAucs(fits, results, labels) }),
    own: scorecard(own.scores, testLabels),
    enriched: scorecard(enriched.scores, testLabels),
    logistic: scorecard(logistic, testLabels),
    gain,
    byPartner: sources.partners.map(({ partner }) => {
      const variant = variants.find((one) => one.partner === partner);
      return { partner, gain: variant ? gainOver(trialOf(variant.name)) : gain };
    }),
    scoring,
    calibration: calibrationBins(chosen.scores, testLabels),
    psi: psi(chosen.unseen.train, chosen.unseen.test),
    importance: sourcedImportance(chosen.importance, sources),
    singleFeatureAuc: singleFeatureAuc(scoring === 'own' ? onlyColumns(data, variants[0].features) : data, labels, split),
    liftCurve: { own: captureCurve(own.scores, testLabels), enriched: captureCurve(enriched.scores, testLabels) },
  };
}

function checkResults(fits: readonly Fit[], results: ReadonlyMap<string, FitResult>): void {
  for (const { name, scores } of fits) {
    const result = results.get(name);
    if (!result) throw fitMissing(name);
    if (result.scores.length !== scores.length) throw scoresDiffer(name, result.scores.length, scores.length);
  }
}

function trial(variant: string, fits: readonly Fit[], results: ReadonlyMap<string, FitResult>, testLabels: Uint8Array): Trial {
  const resultOf = (name: string): FitResult => results.get(name) as FitResult; // checkResults has looked
  const thirds = fits.filter(({ name }) => name.startsWith(thirdPrefix(variant))).map(({ name }) => resultOf(name).scores);
  const testRows = testLabels.length;
  const [first] = thirds; // there are at least two: checkQuestion
  return {
    ...resultOf(variant),
    thirdAucs: Float64Array.from(thirds, (scores) => auc(scores.subarray(0, testRows), testLabels)),
    unseen: { train: first.subarray(testRows), test: first.subarray(0, testRows) },
  };
}

function flatteringAucs(fits: readonly Fit[], results: ReadonlyMap<string, FitResult>, labels: Uint8Array): { own: number; enriched: number } {
  const aucOf = (variant: string): number | undefined => {
    const fit = fits.find(({ name }) => name === randomName(variant));
    const result = results.get(randomName(variant));
    return fit && result && auc(result.scores, labelsOf(labels, fit.scores));
  };
  const own = aucOf('own') as number; // a split by time has this fit
  return { own, enriched: aucOf('all') ?? own };
}

function describeParts({ labels, split }: Question, testLabels: Uint8Array): Judgement['evaluation'] {
  const trainLabels = labelsOf(labels, split.train);
  const positiveRate = { train: positiveShare(trainLabels), test: positiveShare(testLabels) };
  return { kind: split.kind, trainRows: trainLabels.length, testRows: testLabels.length, positiveRate };
}

function positiveShare(labels: Uint8Array): number {
  return countClasses(labels).positives / labels.length;
}
