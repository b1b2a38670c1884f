import type { Contract } from '@parley/contract';
import { bundleFunction } from '@parley/lambda-bundle';
import type { Plan } from '@parley/owner-plan';
import { ownerFiles } from '@parley/owner-runtime';
import { EDGE_SIZES, OPERATOR_SIZES, type OwnerApp, STEP_SIZES } from './function-sizes';

/** Zips of the owner's functions, by app. A step, and what an operator calls, has the contract, the plan and the templates beside it; a function that the world calls has nothing of them. */
export async function ownerCode(contract: Contract, plan: Plan): Promise<Record<OwnerApp, string>> {
  const files = await ownerFiles(contract, plan);
  const sources = [...Object.keys({ ...STEP_SIZES, ...OPERATOR_SIZES }).map((app) => ({ app, files })), ...Object.keys(EDGE_SIZES).map((app) => ({ app, files: {} }))];
  const zips = await Promise.all(sources.map(async (source) => [source.app, await bundleFunction(source)] as const));
  return Object.fromEntries(zips) as Record<OwnerApp, string>;
}
