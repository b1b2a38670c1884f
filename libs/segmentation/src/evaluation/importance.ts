import { unknownFeatures } from '../errors';
import type { FeatureSources } from './judge-request';
import type { FeatureGain } from './learner';

/** Share of a model's gain; all shares of a model that split on anything sum to 1. */
export interface SourcedImportance {
  feature: string;
  /** `own`, `events` or a partner. */
  source: string;
  gain: number;
}

/**
 * Importances with who each feature came from, largest first. A model that used no feature gives shares of 0.
 *
 * @throws inputError for a feature no source has.
 */
export function sourcedImportance(importance: readonly FeatureGain[], sources: FeatureSources): SourcedImportance[] {
  const sourceOf = new Map<string, string>();
  for (const { name } of sources.own.features) sourceOf.set(name, 'own');
  for (const { name } of sources.events?.features ?? []) sourceOf.set(name, 'events');
  for (const { partner, data } of sources.partners) for (const { name } of data.features) sourceOf.set(name, partner);
  const unknown = importance.filter(({ feature }) => !sourceOf.has(feature)).map(({ feature }) => feature);
  if (unknown.length > 0) throw unknownFeatures(unknown);
  const total = importance.reduce((sum, { gain }) => sum + gain, 0);
  return importance
    .map(({ feature, gain }) => ({ feature, source: sourceOf.get(feature) as string, gain: total > 0 ? gain / total : 0 }))
    .sort((a, b) => b.gain - a.gain || (a.feature < b.feature ? -1 : 1));
}
