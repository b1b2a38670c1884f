import type { Problem } from '@parley/errors';
import { z } from 'zod';
import { badModel } from '../errors';
import type { BoosterModel, FeatureSpec, Tree } from './booster-model';
import { boosterSettingsSchema } from './booster-options';
import { binCount } from './feature-specs';
import { MAX_BINS } from './route-bins';

const featureSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('numeric'), name: z.string(), edges: z.array(z.number()).max(MAX_BINS - 2) }),
  z.strictObject({ kind: z.literal('categorical'), name: z.string(), categories: z.array(z.string()).max(MAX_BINS - 1) }),
]);

const treeSchema = z.strictObject({
  feature: z.array(z.int().min(0)),
  threshold: z.array(z.int().min(0)),
  leftBins: z.array(z.array(z.int().min(1).max(MAX_BINS - 1)).nullable()),
  missingLeft: z.array(z.boolean()),
  left: z.array(z.int()),
  right: z.array(z.int()),
  gain: z.array(z.number()),
  leafValue: z.array(z.number()),
  leafRows: z.array(z.int().min(1)),
});

const modelSchema = z.strictObject({
  format: z.literal('parley-booster'),
  version: z.literal(1),
  features: z.array(featureSchema).min(1),
  baseScore: z.number(),
  trees: z.array(treeSchema),
  importances: z.array(z.strictObject({ feature: z.string(), gain: z.number() })),
  options: boosterSettingsSchema,
});

/**
 * Reads a model from its JSON text and makes sure that it can be scored: its shape, its version, and that every
 * number that points somewhere points inside. Throws MODEL_FILE_INVALID with all problems.
 */
export function parseBoosterModel(text: string): BoosterModel {
  return checkBoosterModel(parseJson(text));
}

/** As `parseBoosterModel`, for JSON that is already parsed. */
export function checkBoosterModel(json: unknown): BoosterModel {
  const parsed = modelSchema.safeParse(json);
  if (!parsed.success) {
    throw badModel(parsed.error.issues.map((issue) => problem(`${issue.path.join('.') || 'the model'}: ${issue.message}`)));
  }
  const model = parsed.data;
  const problems = [...featureProblems(model.features), ...model.trees.flatMap((tree, index) => treeProblems(tree, index, model.features))];
  if (problems.length > 0) throw badModel(problems);
  return model;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw badModel([problem('The model is not JSON')], cause);
  }
}

function featureProblems(features: readonly FeatureSpec[]): Problem[] {
  const names = features.map(({ name }) => name);
  const repeated = names.filter((name, index) => names.indexOf(name) !== index).map((name) => problem(`The feature ${name} is there twice`));
  const unsorted = features
    .filter((feature) => feature.kind === 'numeric' && feature.edges.some((edge, i) => i > 0 && edge <= feature.edges[i - 1]))
    .map(({ name }) => problem(`The edges of ${name} do not ascend`));
  return [...repeated, ...unsorted];
}

function treeProblems(tree: Tree, index: number, features: readonly FeatureSpec[]): Problem[] {
  const nodes = tree.feature.length;
  const perNode = [tree.threshold, tree.leftBins, tree.missingLeft, tree.left, tree.right, tree.gain];
  const evenShape = nodes > 0 && perNode.every((list) => list.length === nodes);
  if (!evenShape || tree.leafValue.length !== nodes + 1 || tree.leafRows.length !== nodes + 1) {
    return [problem(`Tree ${index} has lists of the wrong length`)];
  }
  return [...nodeProblems(tree, index, features), ...childProblems(tree, index)];
}

function nodeProblems(tree: Tree, index: number, features: readonly FeatureSpec[]): Problem[] {
  return tree.feature.flatMap((feature, node) => {
    const spec = features[feature];
    if (!spec) return [problem(`Tree ${index}, node ${node}: there is no feature ${feature}`)];
    const leftBins = tree.leftBins[node];
    if ((leftBins !== null) !== (spec.kind === 'categorical')) return [problem(`Tree ${index}, node ${node}: the split does not suit ${spec.name}`)];
    const highest = Math.max(tree.threshold[node], ...(leftBins ?? []));
    return highest < binCount(spec) ? [] : [problem(`Tree ${index}, node ${node}: ${spec.name} has no bin ${highest}`)];
  });
}

/** Every node but the root, and every leaf, must be the child of exactly one earlier node: so each walk ends. */
function childProblems(tree: Tree, index: number): Problem[] {
  const nodes = tree.feature.length;
  const seen = new Set<number>();
  for (let node = 0; node < nodes; node++) {
    for (const child of [tree.left[node], tree.right[node]]) {
      const inside = child >= 0 ? child > node && child < nodes : ~child < tree.leafValue.length;
      if (!inside || seen.has(child)) return [problem(`Tree ${index}, node ${node}: the child ${child} is out of place`)];
      seen.add(child);
    }
  }
  return [];
}

const problem = (message: string): Problem => ({
  message: message.endsWith('.') ? message : `${message}.`,
  repair: 'Train the model again, or restore the file as `parley model train` wrote it.',
});
