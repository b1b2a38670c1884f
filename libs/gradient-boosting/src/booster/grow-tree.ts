import type { BinnedData } from './bin-dataset';
import type { FeatureSpec, Tree } from './booster-model';
import { findCategoricalSplit } from './categorical-split';
import { binCount } from './feature-specs';
import { createHistogram, fillHistogram, type Histogram, layOut, type Layout, subtractHistogram } from './histogram';
import { findNumericSplit } from './numeric-split';
import { partitionRows } from './partition';
import { MAX_BINS, routeBins } from './route-bins';
import { difference, type Split, type SplitLimits, type Totals } from './split';
import { type Hook, TreeBuilder } from './tree-builder';

/** A leaf of a finished tree: its rows, and what it adds to their log-odds. */
export interface GrownLeaf {
  rows: Uint32Array;
  value: number;
}

export interface GrownTree {
  tree: Tree;
  leaves: GrownLeaf[];
}

interface GrowSettings extends SplitLimits {
  leaves: number;
  learningRate: number;
}

interface GrowingLeaf extends GrownLeaf {
  totals: Totals;
  hook: Hook | undefined;
  histogram: Histogram | undefined;
  split: Split | undefined;
}

/** Grows trees over the same binned data, reusing its memory from tree to tree. */
export class TreeGrower {
  private readonly layout: Layout;
  private readonly scratch: Uint32Array;
  private readonly goesLeft = new Uint8Array(MAX_BINS);
  private readonly spare: Histogram[] = [];

  constructor(
    private readonly specs: readonly FeatureSpec[],
    private readonly data: BinnedData,
    private readonly settings: GrowSettings,
  ) {
    this.layout = layOut(specs.map(binCount));
    this.scratch = new Uint32Array(data.rows);
  }

  /**
   * One tree, best leaf first. `gradients` holds gradient and hessian of each row side by side; `rows` is reordered,
   * so that each leaf has a stretch of its own. Undefined when not even the root can be split.
   */
  grow(gradients: Float32Array, rows: Uint32Array, used: Uint32Array): GrownTree | undefined {
    const root: GrowingLeaf = { rows, value: 0, totals: sumRows(gradients, rows), hook: undefined, histogram: this.takeHistogram(), split: undefined };
    this.sumUp(root, gradients, used);
    root.split = this.bestSplit(root, used);
    if (!root.split) return this.release([root]);
    const builder = new TreeBuilder();
    const leaves = [root];
    while (leaves.length < this.settings.leaves) {
      const index = indexOfBest(leaves);
      const split = leaves[index].split;
      if (!split) break;
      const [left, right] = this.divide(leaves[index], split, builder);
      leaves[index] = left;
      leaves.push(right);
      if (leaves.length < this.settings.leaves) this.prepare(left, right, gradients, used);
    }
    this.release(leaves);
    for (const leaf of leaves) if (leaf.hook) builder.addLeaf(leaf.hook, leaf.value, leaf.rows.length);
    return { tree: builder.tree, leaves };
  }

  private divide(leaf: GrowingLeaf, split: Split, builder: TreeBuilder): [GrowingLeaf, GrowingLeaf] {
    const { learningRate } = this.settings;
    routeBins(split, this.goesLeft);
    const cut = partitionRows(leaf.rows, this.data.columns[split.feature], this.goesLeft, this.scratch);
    const hooks = builder.addSplit(leaf.hook, split);
    const child = (rows: Uint32Array, value: number, totals: Totals, hook: Hook): GrowingLeaf => ({
      rows,
      value: value * learningRate,
      totals,
      hook,
      histogram: undefined,
      split: undefined,
    });
    const left = child(leaf.rows.subarray(0, cut), split.leftValue, split.left, hooks.left);
    const right = child(leaf.rows.subarray(cut), split.rightValue, difference(leaf.totals, split.left), hooks.right);
    // The larger child inherits the parent's sums; prepare() takes the smaller one's away.
    (left.rows.length < right.rows.length ? right : left).histogram = leaf.histogram;
    return [left, right];
  }

  private prepare(left: GrowingLeaf, right: GrowingLeaf, gradients: Float32Array, used: Uint32Array): void {
    const [small, large] = left.histogram ? [right, left] : [left, right];
    small.histogram = this.takeHistogram();
    this.sumUp(small, gradients, used);
    if (large.histogram) subtractHistogram(large.histogram, small.histogram);
    left.split = this.bestSplit(left, used);
    right.split = this.bestSplit(right, used);
  }

  private sumUp({ histogram, rows }: GrowingLeaf, gradients: Float32Array, used: Uint32Array): void {
    if (histogram) fillHistogram(histogram, this.data, this.layout, used, rows, gradients);
  }

  private bestSplit({ histogram, totals }: GrowingLeaf, used: Uint32Array): Split | undefined {
    if (!histogram || totals.rows < 2 * this.settings.minRowsInLeaf) return undefined;
    let best: Split | undefined;
    for (const feature of used) {
      const find = this.specs[feature].kind === 'numeric' ? findNumericSplit : findCategoricalSplit;
      const split = find(feature, histogram, this.layout.offsets[feature], this.layout.bins[feature], totals, this.settings);
      if (split && (!best || split.gain > best.gain)) best = split;
    }
    return best;
  }

  private takeHistogram(): Histogram {
    return this.spare.pop() ?? createHistogram(this.layout);
  }

  private release(leaves: GrowingLeaf[]): undefined {
    for (const leaf of leaves) if (leaf.histogram) this.spare.push(leaf.histogram);
  }
}

/** The leaf whose split wins most; of equals the first. */
function indexOfBest(leaves: readonly GrowingLeaf[]): number {
  let best = 0;
  leaves.forEach((leaf, index) => {
    if ((leaf.split?.gain ?? 0) > (leaves[best].split?.gain ?? 0)) best = index;
  });
  return best;
}

function sumRows(gradients: Float32Array, rows: Uint32Array): Totals {
  let gradient = 0;
  let hessian = 0;
  for (let i = 0; i < rows.length; i++) {
    gradient += gradients[2 * rows[i]];
    hessian += gradients[2 * rows[i] + 1];
  }
  return { gradient, hessian, rows: rows.length };
}
