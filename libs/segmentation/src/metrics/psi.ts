import type { CategoricalFeature, Feature } from '@parley/gradient-boosting';
import { kindsDiffer, noRows } from '../errors';

const BINS = 10;

/**
 * Population stability index of `actual` against `reference`: how far a distribution has moved. The usual reading: below 0.1 stable,
 * above 0.25 moved. Bins are the deciles of the reference, and one for missing (NaN); half a row is added to each bin, so that an
 * empty one stays finite.
 */
export function psi(reference: Float64Array, actual: Float64Array): number {
  const edges = decileEdges(reference);
  const missing = edges.length + 1;
  const binOf = (value: number): number => (Number.isNaN(value) ? missing : edges.filter((edge) => value > edge).length);
  const shares = (values: Float64Array): Float64Array => histogram(values.length, (row) => binOf(values[row]), missing + 1);
  return divergence(shares(reference), shares(actual));
}

/**
 * PSI of one feature between two tables of the same columns; a category is a bin, missing is a bin.
 *
 * @throws fault where one is numeric and one categorical.
 */
export function psiOfFeature(reference: Feature, actual: Feature): number {
  if (reference.kind === 'numeric' && actual.kind === 'numeric') return psi(reference.values, actual.values);
  if (reference.kind === 'numeric' || actual.kind === 'numeric') throw kindsDiffer(reference.name);
  // The two tables may code the same categories differently: compare texts.
  const bins = new Map([...new Set([...reference.categories, ...actual.categories])].map((text, bin) => [text, bin]));
  const missing = bins.size;
  const shares = ({ codes, categories }: CategoricalFeature): Float64Array =>
    histogram(codes.length, (row) => (codes[row] === -1 ? missing : (bins.get(categories[codes[row]]) as number)), missing + 1);
  return divergence(shares(reference), shares(actual));
}

function decileEdges(values: Float64Array): number[] {
  const sorted = values.filter((value) => !Number.isNaN(value)).sort();
  if (sorted.length === 0) return [];
  const edges = Array.from({ length: BINS - 1 }, (_, i) => sorted[Math.floor(((i + 1) * (sorted.length - 1)) / BINS)]);
  return [...new Set(edges)];
}

function histogram(rows: number, binOf: (row: number) => number, bins: number): Float64Array {
  if (rows === 0) throw noRows('A distribution to compare');
  const counts = new Float64Array(bins).fill(0.5);
  for (let row = 0; row < rows; row++) counts[binOf(row)] += 1;
  return counts.map((count) => count / (rows + bins / 2));
}

function divergence(expected: Float64Array, actual: Float64Array): number {
  return expected.reduce((sum, share, bin) => sum + (actual[bin] - share) * Math.log(actual[bin] / share), 0);
}
