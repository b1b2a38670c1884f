import type { BinnedData } from './bin-dataset';

/** Where each feature's bins lie in a histogram. */
export interface Layout {
  /** First bin of each feature. */
  offsets: number[];
  /** Bins of each feature, missing included. */
  bins: number[];
  /** Bins of all features. */
  total: number;
}

/** Sums over the rows of a leaf, bin by bin. */
export interface Histogram {
  /** Gradient and hessian side by side: bin b has them at 2b and 2b + 1. */
  sums: Float64Array;
  rows: Int32Array;
}

export function layOut(bins: number[]): Layout {
  const offsets: number[] = [];
  let total = 0;
  for (const count of bins) {
    offsets.push(total);
    total += count;
  }
  return { offsets, bins, total };
}

export const createHistogram = (layout: Layout): Histogram => ({
  sums: new Float64Array(layout.total * 2),
  rows: new Int32Array(layout.total),
});

/**
 * Rows summed at a time: few enough that their gradients stay in the processor's first cache while one column after
 * the other reads them.
 */
const CHUNK = 4096;
const ordered = new Float32Array(CHUNK * 2);

/** Sums the gradient pairs of `rows` into the histogram, for the features in `used`. */
export function fillHistogram(
  { sums, rows: counts }: Histogram,
  data: BinnedData,
  layout: Layout,
  used: Uint32Array,
  rows: Uint32Array,
  gradients: Float32Array,
): void {
  sums.fill(0);
  counts.fill(0);
  for (let start = 0; start < rows.length; start += CHUNK) {
    const chunk = rows.subarray(start, start + CHUNK);
    gather(gradients, chunk);
    addColumns(sums, counts, data.columns, layout.offsets, used, chunk);
  }
}

function addColumns(
  sums: Float64Array,
  counts: Int32Array,
  columns: readonly Uint8Array[],
  offsets: readonly number[],
  used: Uint32Array,
  rows: Uint32Array,
): void {
  const paired = used.length - (used.length % 2);
  for (let i = 0; i < paired; i += 2) addPair(sums, counts, offsets[used[i]], columns[used[i]], offsets[used[i + 1]], columns[used[i + 1]], rows);
  if (paired < used.length) addColumn(sums, counts, offsets[used[paired]], columns[used[paired]], rows);
}

function gather(gradients: Float32Array, rows: Uint32Array): void {
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i];
    ordered[2 * i] = gradients[2 * row];
    ordered[2 * i + 1] = gradients[2 * row + 1];
  }
}

/**
 * The innermost loop: most of the time of training is spent here. Where a column has mostly one value, each sum waits
 * for the one before; two columns at once wait side by side.
 */
function addPair(
  sums: Float64Array,
  counts: Int32Array,
  offset: number,
  column: Uint8Array,
  otherOffset: number,
  otherColumn: Uint8Array,
  rows: Uint32Array,
): void {
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i];
    const gradient = ordered[2 * i];
    const hessian = ordered[2 * i + 1];
    const bin = offset + column[row];
    const other = otherOffset + otherColumn[row];
    sums[2 * bin] += gradient;
    sums[2 * bin + 1] += hessian;
    counts[bin]++;
    sums[2 * other] += gradient;
    sums[2 * other + 1] += hessian;
    counts[other]++;
  }
}

function addColumn(sums: Float64Array, counts: Int32Array, offset: number, column: Uint8Array, rows: Uint32Array): void {
  for (let i = 0; i < rows.length; i++) {
    const bin = offset + column[rows[i]];
    sums[2 * bin] += ordered[2 * i];
    sums[2 * bin + 1] += ordered[2 * i + 1];
    counts[bin]++;
  }
}

/** Turns a parent's histogram into that of one child by taking the other child's away. */
export function subtractHistogram(parent: Histogram, child: Histogram): void {
  subtract(parent.sums, child.sums);
  subtract(parent.rows, child.rows);
}

function subtract<A extends Float64Array | Int32Array>(from: A, what: A): void {
  for (let i = 0; i < from.length; i++) from[i] -= what[i];
}
