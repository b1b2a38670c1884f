/** A bin of fewer rows than this is not worth a threshold (LightGBM's `min_data_in_bin`). */
export const MIN_ROWS_IN_BIN = 3;

/**
 * Upper bounds of all bins but the last, ascending: LightGBM's greedy binning. Every distinct value gets a bin while
 * they fit; else frequent values get a bin of their own and the rest share bins of about equal mass. NaN is skipped.
 */
export function findBinEdges(values: Float64Array, maxBins: number): number[] {
  const present = values.filter((value) => !Number.isNaN(value)).sort();
  if (present.length === 0) return [];
  const { distinct, counts } = countDistinct(present);
  return distinct.length <= maxBins ? edgesOfFew(distinct, counts) : edgesOfMany(distinct, counts, present.length, maxBins);
}

function countDistinct(sorted: Float64Array): { distinct: number[]; counts: number[] } {
  const distinct: number[] = [];
  const counts: number[] = [];
  for (const value of sorted) {
    // -0 sorts before 0 and equals it, so the two share a place.
    if (distinct.length > 0 && distinct[distinct.length - 1] === value) counts[counts.length - 1] += 1;
    else {
      distinct.push(value);
      counts.push(1);
    }
  }
  return { distinct, counts };
}

function edgesOfFew(distinct: number[], counts: number[]): number[] {
  const edges: number[] = [];
  let rows = 0;
  for (let i = 0; i < distinct.length - 1; i++) {
    rows += counts[i];
    if (rows < MIN_ROWS_IN_BIN) continue;
    edges.push(between(distinct[i], distinct[i + 1]));
    rows = 0;
  }
  return edges;
}

function edgesOfMany(distinct: number[], counts: number[], total: number, maxBins: number): number[] {
  const limit = Math.max(1, Math.min(maxBins, Math.floor(total / MIN_ROWS_IN_BIN)));
  const frequent = counts.map((count) => count >= total / limit);
  let binsLeft = limit;
  let rowsLeft = total;
  counts.forEach((count, i) => {
    if (!frequent[i]) return;
    binsLeft--;
    rowsLeft -= count;
  });
  let target = rowsLeft / binsLeft;
  let rows = 0;
  const edges: number[] = [];
  for (let i = 0; i < distinct.length - 1 && edges.length < limit - 1; i++) {
    if (!frequent[i]) rowsLeft -= counts[i];
    rows += counts[i];
    const full = frequent[i] || rows >= target || (frequent[i + 1] && rows >= Math.max(1, target / 2));
    if (!full) continue;
    edges.push(between(distinct[i], distinct[i + 1]));
    rows = 0;
    if (!frequent[i]) target = rowsLeft / --binsLeft;
  }
  return edges;
}

/** A finite number e with `low <= e < high`: the middle, unless rounding or infinity takes it out of there. */
function between(low: number, high: number): number {
  const middle = low / 2 + high / 2;
  if (Number.isFinite(middle) && middle >= low && middle < high) return middle;
  return Math.max(low, -Number.MAX_VALUE);
}
