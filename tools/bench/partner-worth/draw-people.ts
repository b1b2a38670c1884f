import type { Dataset, Feature } from '@parley/gradient-boosting';
import { generator } from './random';

/** Made-up people. */
export interface DrawnPeople {
  own: Dataset;
  partners: Dataset[];
  labels: Uint8Array;
}

/** Ten own columns and five of each of two partners, of which the first knows something, by `strength`. */
export function drawPeople({ rows, strength, seed }: { rows: number; strength: number; seed: number }): DrawnPeople {
  const random = generator(seed);
  const own = Array.from({ length: 10 }, (_, i) => column(`own${i}`, i % 5 === 4, rows, random));
  const partners = [1, 2].map((partner) => Array.from({ length: 5 }, (_, i) => column(`p${partner}_${i}`, i === 4, rows, random)));
  const [knows] = partners;
  const labels = Uint8Array.from({ length: rows }, (_, row) => {
    const known = value(own[0], row) + 0.5 * value(own[1], row) * value(own[2], row) + 0.5 * value(own[4], row);
    const logit = -1 + known + strength * value(knows[0], row);
    return random() < 1 / (1 + Math.exp(-logit)) ? 1 : 0;
  });
  return { own: { rows, features: own }, partners: partners.map((features) => ({ rows, features })), labels };
}

function column(name: string, isCategory: boolean, rows: number, random: () => number): Feature {
  const bell = (): number => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  return isCategory
    ? { kind: 'categorical', name, codes: Int32Array.from({ length: rows }, () => Math.floor(random() * 12)), categories: 'abcdefghijkl'.split('') }
    : { kind: 'numeric', name, values: Float64Array.from({ length: rows }, bell) };
}

/** Categories alternate between -1 and 1. */
function value(feature: Feature, row: number): number {
  return feature.kind === 'numeric' ? feature.values[row] : (feature.codes[row] % 2) * 2 - 1;
}
