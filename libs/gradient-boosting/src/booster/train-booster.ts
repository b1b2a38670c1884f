import { checkDataset, checkTrainingData } from '../check-training-data';
import type { Dataset } from '../dataset';
import { emptyTrainingData } from '../errors';
import { logLossOf, sigmoid } from '../log-loss';
import { createRandom, sample } from '../random';
import { binDataset, type BinnedData } from './bin-dataset';
import type { BoosterModel, Importance, Tree } from './booster-model';
import { type BoosterOptions, type BoosterSettings, resolveSettings } from './booster-options';
import { findFeatureSpecs } from './feature-specs';
import { type GrownTree, TreeGrower } from './grow-tree';
import { addTree } from './walk-tree';

/** Rows held out of training, to say when to stop. */
export interface Validation {
  data: Dataset;
  /** 0 or 1 a row. */
  labels: Uint8Array;
}

/**
 * Trains histogram gradient-boosted trees for a yes-no label under log loss, after LightGBM's published algorithm
 * (Ke et al., NeurIPS 2017, and its documentation of categorical features): leaf-wise growth, sibling subtraction,
 * categories split as subsets, missing values with a learned side. The same input gives the same bytes.
 *
 * `labels` holds 0 or 1 a row. `validation` is needed for early stopping only. Throws input errors: TRAINING_DATA_EMPTY,
 * LABEL_ONE_CLASS, LABEL_NOT_BINARY, DATA_UNEQUAL_LENGTHS, FEATURE_DUPLICATE, CATEGORY_CODE_OUT_OF_RANGE,
 * MODEL_OPTIONS_INVALID, SCORE_COLUMNS_MISMATCH (validation lacks a column).
 */
export function trainBooster(data: Dataset, labels: Uint8Array, options: BoosterOptions = {}, validation?: Validation): BoosterModel {
  const settings = resolveSettings(options);
  const positives = checkTrainingData(data, labels);
  const features = findFeatureSpecs(data, settings.bins);
  const binned = binDataset(features, data);
  const baseScore = Math.log(positives / (data.rows - positives));
  const grower = new TreeGrower(features, binned, settings);
  const watch = validation && new Watch(validation, binDataset(features, validation.data), baseScore, settings.earlyStoppingRounds);
  const trees = boost(grower, binned, labels, baseScore, settings, (tree, done) => {
    options.onTree?.(done);
    return watch?.shouldStop(tree) ?? false;
  });
  const kept = settings.earlyStoppingRounds > 0 && watch ? trees.slice(0, watch.bestTrees) : trees;
  const importances = sumGains(features.map(({ name }) => name), kept);
  return { format: 'parley-booster', version: 1, features, baseScore, trees: kept, importances, options: settings };
}

function boost(
  grower: TreeGrower,
  data: BinnedData,
  labels: Uint8Array,
  baseScore: number,
  settings: BoosterSettings,
  afterTree: (tree: Tree, done: number) => boolean,
): Tree[] {
  const random = createRandom(settings.seed);
  const draw = (total: number, share: number) => sample(total, Math.max(1, Math.round(total * share)), random);
  const scores = new Float64Array(data.rows).fill(baseScore);
  const gradients = new Float32Array(data.rows * 2);
  const trees: Tree[] = [];
  for (let round = 1; round <= settings.trees; round++) {
    fillGradients(scores, labels, gradients);
    const grown = grower.grow(gradients, draw(data.rows, settings.rowShare), draw(data.columns.length, settings.featureShare));
    if (!grown && settings.rowShare === 1 && settings.featureShare === 1) break;
    if (!grown) continue;
    trees.push(grown.tree);
    addToScores(grown, data, scores, settings.rowShare === 1);
    if (afterTree(grown.tree, round)) break;
  }
  return trees;
}

function fillGradients(scores: Float64Array, labels: Uint8Array, gradients: Float32Array): void {
  for (let row = 0; row < labels.length; row++) {
    const probability = sigmoid(scores[row]);
    gradients[2 * row] = probability - labels[row];
    gradients[2 * row + 1] = probability * (1 - probability);
  }
}

/** When the tree saw every row, its leaves already hold them; else the rows left out must walk it. */
function addToScores({ tree, leaves }: GrownTree, data: BinnedData, scores: Float64Array, sawAll: boolean): void {
  if (!sawAll) return addTree(tree, data, scores);
  for (const { rows, value } of leaves) for (let i = 0; i < rows.length; i++) scores[rows[i]] += value;
}

function sumGains(names: readonly string[], trees: readonly Tree[]): Importance[] {
  const gains = new Float64Array(names.length);
  for (const tree of trees) tree.feature.forEach((feature, node) => (gains[feature] += tree.gain[node]));
  return names.map((feature, index) => ({ feature, gain: gains[index] }));
}

/** Follows the validation loss from tree to tree. */
class Watch {
  /** Trees up to the lowest loss so far; none at first, when the loss is that of the base score. */
  bestTrees = 0;
  private trees = 0;
  private bestLoss: number;
  private readonly scores: Float64Array;

  constructor(
    private readonly validation: Validation,
    private readonly data: BinnedData,
    baseScore: number,
    private readonly patience: number,
  ) {
    if (validation.data.rows === 0) throw emptyTrainingData(0, validation.data.features.length);
    checkDataset(validation.data, validation.labels);
    this.scores = new Float64Array(data.rows).fill(baseScore);
    this.bestLoss = logLossOf(this.scores, validation.labels);
  }

  shouldStop(tree: Tree): boolean {
    addTree(tree, this.data, this.scores);
    this.trees++;
    const loss = logLossOf(this.scores, this.validation.labels);
    if (loss < this.bestLoss) {
      this.bestLoss = loss;
      this.bestTrees = this.trees;
    }
    return this.patience > 0 && this.trees - this.bestTrees >= this.patience;
  }
}
