import type { Dataset, Feature } from '@parley/gradient-boosting';
import { createHash } from 'node:crypto';
import { z } from 'zod';
import { encoderBroken, encoderDiffers, encoderLacks } from './errors';

/** Categories of a column that get a field of their own: the most frequent ones. The others are told by all fields being 0. */
export const MOST_CATEGORIES = 64;

const encoderSchema = z.strictObject({
  format: z.literal('parley-encoder'),
  version: z.literal(1),
  features: z.array(
    z.discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('numeric'), name: z.string() }),
      z.strictObject({ kind: z.literal('categorical'), name: z.string(), categories: z.array(z.string()).max(MOST_CATEGORIES) }),
    ]),
  ),
});

/**
 * How columns become fields: XGBoost's CSV knows numbers only. A number is one field; a category is a field for each of
 * `categories`, 1 or 0. A missing value is empty fields, which XGBoost takes for missing.
 */
export type Encoder = z.infer<typeof encoderSchema>;

/** Learns the categories from some rows of the data: most frequent first, names in order where two are equally so. */
export function fitEncoder(data: Dataset, rows: Int32Array): Encoder {
  return { format: 'parley-encoder', version: 1, features: data.features.map((feature) => specOf(feature, rows)) };
}

function specOf(feature: Feature, rows: Int32Array): Encoder['features'][number] {
  const { name } = feature;
  if (feature.kind === 'numeric') return { kind: 'numeric', name };
  const counts = new Int32Array(feature.categories.length);
  for (const row of rows) if (feature.codes[row] >= 0) counts[feature.codes[row]] += 1;
  const categories = feature.categories
    .map((category, code) => ({ category, count: counts[code] }))
    .filter(({ count }) => count > 0)
    .sort((a, b) => b.count - a.count || (a.category < b.category ? -1 : 1));
  return { kind: 'categorical', name, categories: categories.slice(0, MOST_CATEGORIES).map(({ category }) => category) };
}

/** The encoder as it is stored, and the digest that names its version: the SHA-256 of those bytes, in hex. */
export function storedEncoder(encoder: Encoder): { text: string; digest: string } {
  const text = JSON.stringify(encoder);
  return { text, digest: digestOf(text) };
}

/**
 * Reads a stored encoder that has to be the one a model was trained with.
 *
 * @param digest as `storedEncoder` gave it when the model was trained
 * @throws refusal XGBOOST_ENCODER_DIFFERS; fault XGBOOST_ENCODER_BROKEN
 */
export function readEncoder(text: string, digest: string): Encoder {
  if (digestOf(text) !== digest) throw encoderDiffers(digestOf(text), digest);
  const parsed = encoderSchema.safeParse(JSON.parse(text));
  if (!parsed.success) throw encoderBroken(parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`));
  return parsed.data;
}

/** The encoder of some features, in the order they are named. @throws fault XGBOOST_ENCODER_LACKS */
export function encoderOf({ features, ...rest }: Encoder, names: readonly string[]): Encoder {
  const byName = new Map(features.map((feature) => [feature.name, feature]));
  const missing = names.filter((name) => !byName.has(name));
  if (missing.length > 0) throw encoderLacks(missing);
  return { ...rest, features: names.flatMap((name) => byName.get(name) ?? []) };
}

/** Fields of a line, without label or row number. */
export const fieldCount = ({ features }: Encoder): number =>
  features.reduce((sum, feature) => sum + (feature.kind === 'numeric' ? 1 : feature.categories.length), 0);

const digestOf = (text: string): string => createHash('sha256').update(text).digest('hex');
