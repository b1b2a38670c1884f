import { z } from 'zod';
import { checkTrainingData } from '../check-training-data';
import type { Dataset } from '../dataset';
import { badSettings } from '../errors';
import { type Block, buildDesign } from './design';
import type { LogisticModel } from './logistic-model';
import { minimise } from './minimise';
import { penalisedLoss } from './penalised-loss';

/** No entry of the mean loss's gradient may be above this at the end. */
const TOLERANCE = 1e-5;

const settingsSchema = z.strictObject({
  c: z.number().gt(0).default(1),
  maxIterations: z.int().min(1).default(2000),
});

export interface LogisticOptions {
  /** Inverse strength of the L2 penalty, as in scikit-learn; default 1. */
  c?: number;
  /** Default 2000. */
  maxIterations?: number;
}

/**
 * L2-penalised logistic regression on standardised numbers, one-hot categories and flags for missing values. The
 * same input gives the same bytes. `labels` holds 0 or 1 a row. Throws the input errors of `trainBooster`, and
 * VALUE_NOT_FINITE for an infinite number.
 */
export function trainLogistic(data: Dataset, labels: Uint8Array, options: LogisticOptions = {}): LogisticModel {
  const { c, maxIterations } = resolve(options);
  checkTrainingData(data, labels);
  const design = buildDesign(data);
  const { weights, iterations, converged } = minimise(penalisedLoss(design, labels, c), design.weights, TOLERANCE, maxIterations);
  const features = design.blocks.map((block) => describeBlock(block, weights));
  return { format: 'parley-logistic', version: 1, features, intercept: weights[design.weights - 1], c, iterations, converged };
}

function resolve(options: LogisticOptions): Required<LogisticOptions> {
  const parsed = settingsSchema.safeParse(options);
  if (parsed.success) return parsed.data;
  throw badSettings(
    parsed.error.issues.map((issue) => ({ message: `The logistic option ${issue.path.join('.') || '(root)'} is wrong: ${issue.message}.` })),
  );
}

function describeBlock(block: Block, weights: Float64Array): LogisticModel['features'][number] {
  const { name, at } = block;
  if (block.kind === 'numeric') {
    const { mean, scale, missing } = block;
    return { kind: 'numeric', name, mean, scale, weight: weights[at], missingWeight: missing ? weights[at + 1] : 0 };
  }
  const { categories, missingSlot } = block;
  const own = Array.from(weights.subarray(at, at + categories.length));
  return { kind: 'categorical', name, categories, weights: own, missingWeight: missingSlot === undefined ? 0 : weights[at + missingSlot] };
}
