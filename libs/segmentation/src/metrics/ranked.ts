/** Positions of `values`, smallest value first. */
export function ascending(values: Float64Array): Int32Array {
  return Int32Array.from(values, (_, index) => index).sort((a, b) => values[a] - values[b]);
}

/** Ranks from 1; equal values share the mean of their ranks. */
export function midRanks(values: Float64Array): Float64Array {
  const order = ascending(values);
  const ranks = new Float64Array(values.length);
  for (const { from, to } of tieGroups(values, order)) {
    for (let place = from; place < to; place++) ranks[order[place]] = (from + 1 + to) / 2;
  }
  return ranks;
}

/** Runs of equal values along `order`, as places `from` up to but not including `to`. */
export function* tieGroups(values: Float64Array, order: Int32Array): Generator<{ from: number; to: number }> {
  let from = 0;
  while (from < order.length) {
    let to = from + 1;
    while (to < order.length && values[order[to]] === values[order[from]]) to++;
    yield { from, to };
    from = to;
  }
}
