import type { Dataset } from '@parley/gradient-boosting';
import { seededHash } from '../seeded-hash';
import { singleFeatureAuc } from './single-feature-auc';
import { splitRows } from './split-rows';

const ROWS = 2000;
const labels = Uint8Array.from({ length: ROWS }, (_, row) => (row % 4 === 0 ? 1 : 0));
// Streams other than the split's seed, or which rows are held out would depend on the values.
const noise = (stream: number): Float64Array => Float64Array.from({ length: ROWS }, (_, row) => seededHash(stream, row));

function aucOf(feature: Dataset['features'][number]): number {
  return singleFeatureAuc({ rows: ROWS, features: [feature] }, labels, splitRows({ kind: 'random', testShare: 0.25 }, labels, 1))[0].auc;
}

describe('singleFeatureAuc', () => {
  it.each<[string, Dataset['features'][number]]>([
    ['a number that falls with the label', { kind: 'numeric', name: 'x', values: noise(11).map((value, row) => value - 5e9 * labels[row]) }],
    ['a middle range', { kind: 'numeric', name: 'x', values: noise(12).map((value, row) => (labels[row] === 1 ? 2e9 + value / 1e3 : value < 2e9 ? value - 1e7 : value + 1e7)) }],
    ['a value that is missing where the label is 1', { kind: 'numeric', name: 'x', values: noise(13).map((value, row) => (labels[row] === 1 ? Number.NaN : value)) }],
    ['a category', { kind: 'categorical', name: 'x', codes: Int32Array.from(labels), categories: ['kept', 'refunded'] }],
  ])('sees a leak in %s', (_, feature) => {
    expect(aucOf(feature)).toBeGreaterThan(0.95);
  });

  it.each<[string, Dataset['features'][number]]>([
    ['noise', { kind: 'numeric', name: 'x', values: noise(14) }],
    ['an id of each row', { kind: 'categorical', name: 'x', codes: Int32Array.from(labels.keys()), categories: Array.from(labels.keys(), String) }],
    ['a constant', { kind: 'numeric', name: 'x', values: new Float64Array(ROWS).fill(7) }],
    ['nothing but missing values', { kind: 'numeric', name: 'x', values: new Float64Array(ROWS).fill(Number.NaN) }],
  ])('sees nothing in %s', (_, feature) => {
    expect(Math.abs(aucOf(feature) - 0.5)).toBeLessThan(0.1);
  });
});
