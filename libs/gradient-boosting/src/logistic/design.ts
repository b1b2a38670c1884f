import { mapCategories } from '../category-map';
import type { CategoricalFeature, Dataset, Feature, NumericFeature } from '../dataset';
import { notFinite } from '../errors';

/** A numeric feature as the optimiser sees it: standardised values (0 where missing) and, if any are, a flag. */
interface NumericBlock {
  kind: 'numeric';
  name: string;
  mean: number;
  scale: number;
  values: Float64Array;
  /** 1 where the value is missing. */
  missing: Float64Array | undefined;
  /** Position of the weight; the flag's weight, if there is one, follows. */
  at: number;
}

/** A categorical feature: each row switches on one weight, `at + slots[row]`, or none where the slot is -1. */
interface CategoricalBlock {
  kind: 'categorical';
  name: string;
  categories: string[];
  /** The slot of missing, after the categories; undefined where nothing is missing in training. */
  missingSlot: number | undefined;
  slots: Int32Array;
  at: number;
}

export type Block = NumericBlock | CategoricalBlock;

/** The design matrix, never written out: blocks of weights. The intercept is the last weight. */
export interface Design {
  rows: number;
  blocks: Block[];
  weights: number;
}

/** One-hot categories, standardised numbers, and a flag for missing where training data lacks values. */
export function buildDesign(data: Dataset): Design {
  refuseInfinite(data.features);
  const blocks: Block[] = [];
  let at = 0;
  for (const feature of data.features) {
    const block = feature.kind === 'numeric' ? numericBlock(feature, at) : categoricalBlock(feature, at);
    blocks.push(block);
    at += weightsOf(block);
  }
  return { rows: data.rows, blocks, weights: at + 1 };
}

/** Throws VALUE_NOT_FINITE with the names of all numeric features that hold an infinity. */
export function refuseInfinite(features: readonly Feature[]): void {
  const infinite = features.filter(
    (feature) => feature.kind === 'numeric' && feature.values.some((value) => value === Infinity || value === -Infinity),
  );
  if (infinite.length > 0) throw notFinite(infinite.map(({ name }) => name));
}

function weightsOf(block: Block): number {
  if (block.kind === 'numeric') return block.missing ? 2 : 1;
  return block.categories.length + (block.missingSlot === undefined ? 0 : 1);
}

function numericBlock({ name, values }: NumericFeature, at: number): NumericBlock {
  const present = values.filter((value) => !Number.isNaN(value));
  const mean = present.length === 0 ? 0 : present.reduce((sum, value) => sum + value / present.length, 0);
  const variance = present.reduce((sum, value) => sum + (value - mean) ** 2 / present.length, 0);
  // A constant column says nothing; dividing by 1 leaves it at 0.
  const scale = variance > 0 && Number.isFinite(variance) ? Math.sqrt(variance) : 1;
  const missing = present.length < values.length ? values.map((value) => (Number.isNaN(value) ? 1 : 0)) : undefined;
  const standardised = values.map((value) => (Number.isNaN(value) ? 0 : (value - mean) / scale));
  return { kind: 'numeric', name, mean, scale, values: standardised, missing, at };
}

function categoricalBlock({ name, codes, categories }: CategoricalFeature, at: number): CategoricalBlock {
  const used = new Uint8Array(categories.length);
  for (const code of codes) if (code >= 0) used[code] = 1;
  const known = categories.filter((_, code) => used[code] === 1);
  const missingSlot = codes.includes(-1) ? known.length : undefined;
  const map = mapCategories(known, categories);
  const slots = codes.map((code) => (code < 0 ? (missingSlot ?? -1) : map[code + 1]));
  return { kind: 'categorical', name, categories: known, missingSlot, slots, at };
}
