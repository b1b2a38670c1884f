import type { Contract } from '@parley/contract';
import type { Place } from '@parley/errors';
import { draftPlan } from './plan-draft';

/** Where a value of the contract's plan stands, for what only a later step finds wrong with it. */
export async function placeInPlan({ directory }: Contract, ...path: (string | number)[]): Promise<Place> {
  const { file } = await draftPlan(directory);
  return file?.valueAt(path) ?? { file: 'owner/plan.yaml' };
}
