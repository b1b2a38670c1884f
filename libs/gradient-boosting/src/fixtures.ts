import type { Dataset, Feature } from './dataset';
import { createRandom } from './random';

/** Seeded rows for tests: what `make` says of each, as features and a label. */
export interface Sample {
  data: Dataset;
  labels: Uint8Array;
}

interface Row {
  /** By feature name; null is missing. */
  values: Record<string, number | string | null>;
  label: boolean;
}

export function makeSample(rows: number, seed: number, make: (random: () => number, row: number) => Row): Sample {
  const random = createRandom(seed);
  const made = Array.from({ length: rows }, (_, row) => make(random, row));
  const features = Object.keys(made[0].values).map((name) => toFeature(name, made.map(({ values }) => values[name])));
  return { data: { rows, features }, labels: Uint8Array.from(made, ({ label }) => (label ? 1 : 0)) };
}

/** Chance that a random positive scores above a random negative, by counting pairs: slow and plain. */
export function pairwiseAuc(scores: Float64Array, labels: Uint8Array): number {
  const positives = scores.filter((_, row) => labels[row] === 1);
  const negatives = scores.filter((_, row) => labels[row] === 0).sort();
  let won = 0;
  for (const score of positives) won += (countBelow(negatives, score, false) + countBelow(negatives, score, true)) / 2;
  return won / (positives.length * negatives.length);
}

function countBelow(sorted: Float64Array, score: number, orEqual: boolean): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle] < score || (orEqual && sorted[middle] === score)) low = middle + 1;
    else high = middle;
  }
  return low;
}

function toFeature(name: string, values: readonly (number | string | null)[]): Feature {
  if (values.every((value) => value === null || typeof value === 'number')) {
    return { kind: 'numeric', name, values: Float64Array.from(values, (value) => (value === null ? Number.NaN : Number(value))) };
  }
  const categories = [...new Set(values.filter((value) => value !== null).map(String))].sort();
  return { kind: 'categorical', name, categories, codes: Int32Array.from(values, (value) => (value === null ? -1 : categories.indexOf(String(value)))) };
}
