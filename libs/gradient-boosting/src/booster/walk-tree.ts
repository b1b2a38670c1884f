import type { BinnedData } from './bin-dataset';
import type { Tree } from './booster-model';
import { MAX_BINS, routeBins } from './route-bins';

/** Adds to each row's log-odds what the tree says of it. */
export function addTree(tree: Tree, { rows, columns }: BinnedData, scores: Float64Array): void {
  const nodes = tree.feature.length;
  const goesLeft = new Uint8Array(nodes * MAX_BINS);
  for (let node = 0; node < nodes; node++) {
    const route = { threshold: tree.threshold[node], leftBins: tree.leftBins[node], missingLeft: tree.missingLeft[node] };
    routeBins(route, goesLeft, node * MAX_BINS);
  }
  const tested = tree.feature.map((feature) => columns[feature]);
  const { left, right, leafValue } = tree;
  for (let row = 0; row < rows; row++) {
    let node = 0;
    while (node >= 0) node = goesLeft[node * MAX_BINS + tested[node][row]] === 1 ? left[node] : right[node];
    scores[row] += leafValue[~node];
  }
}
