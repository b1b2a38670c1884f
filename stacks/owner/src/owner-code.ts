import type { Contract } from '@parley/contract';
import { bundleFunction } from '@parley/lambda-bundle';
import type { Plan } from '@parley/owner-plan';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { EDGE_SIZES, type OwnerApp, STEP_SIZES } from './function-sizes';

/** Zips of the owner's functions, by app. A step has the contract, the plan and the templates beside it; a function that the world calls has nothing of them. */
export async function ownerCode(contract: Contract, plan: Plan): Promise<Record<OwnerApp, string>> {
  const files = await besideSteps(contract, plan);
  const zips = [...Object.keys(STEP_SIZES).map((app) => ({ app, files })), ...Object.keys(EDGE_SIZES).map((app) => ({ app, files: {} }))].map(async (source) => [source.app, await bundleFunction(source)] as const);
  return Object.fromEntries(await Promise.all(zips)) as Record<OwnerApp, string>;
}

/** No path of the machine that synthesises: the same contract makes the same bytes anywhere. */
async function besideSteps(contract: Contract, plan: Plan): Promise<Record<string, string>> {
  const templates = plan.campaigns.flatMap((campaign) => ('template' in campaign ? [campaign.template] : []));
  const texts = await Promise.all([...new Set(templates)].map(async (path) => [path, await readFile(join(contract.directory, 'owner', path), 'utf8')] as const));
  return { 'contract.json': JSON.stringify({ ...contract, directory: '.' }).replaceAll(`${contract.directory}/`, ''), 'plan.json': JSON.stringify(plan), ...Object.fromEntries(texts) };
}
