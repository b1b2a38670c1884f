import type { Tree } from './booster-model';
import type { Split } from './split';

/** Where a leaf hangs: which child of which node. The root hangs nowhere. */
export interface Hook {
  node: number;
  side: 'left' | 'right';
}

/** Writes a tree down while it grows. */
export class TreeBuilder {
  readonly tree: Tree = {
    feature: [],
    threshold: [],
    leftBins: [],
    missingLeft: [],
    left: [],
    right: [],
    gain: [],
    leafValue: [],
    leafRows: [],
  };

  /** Puts a split where the leaf hung; returns where its two children hang. */
  addSplit(hook: Hook | undefined, split: Split): { left: Hook; right: Hook } {
    const { tree } = this;
    const node = tree.feature.length;
    if (hook) tree[hook.side][hook.node] = node;
    tree.feature.push(split.feature);
    tree.threshold.push(split.threshold);
    tree.leftBins.push(split.leftBins);
    tree.missingLeft.push(split.missingLeft);
    tree.gain.push(split.gain);
    tree.left.push(0);
    tree.right.push(0);
    return { left: { node, side: 'left' }, right: { node, side: 'right' } };
  }

  addLeaf(hook: Hook, value: number, rows: number): void {
    const { tree } = this;
    tree[hook.side][hook.node] = ~tree.leafValue.length;
    tree.leafValue.push(value);
    tree.leafRows.push(rows);
  }
}
