import type { Contract } from '@parley/contract';
import type { Plan } from '@parley/owner-plan';
import { readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';

/** The contract and the plan as a stack was synthesised from them. */
export interface OwnerFiles {
  contract: Contract;
  plan: Plan;
}

/**
 * The files that lie beside a step's handler in its bundle: `contract.json`, `plan.json` and the campaigns' templates. No
 * path of the machine that made them is in it, so the same contract makes the same bytes everywhere.
 */
export async function ownerFiles(contract: Contract, plan: Plan): Promise<Record<string, string>> {
  const templates = [...new Set(plan.campaigns.flatMap((campaign) => ('template' in campaign ? [campaign.template] : [])))];
  const texts = await Promise.all(templates.map(async (path) => [path, await readFile(join(contract.directory, contract.owner.id, path), 'utf8')] as const));
  return { 'contract.json': JSON.stringify(ofNoMachine(contract)), 'plan.json': JSON.stringify(plan), ...Object.fromEntries(texts) };
}

/** Reads them back from where the bundle lies. */
export async function readOwnerFiles(folder: string): Promise<OwnerFiles> {
  const [contract, plan] = await Promise.all(['contract.json', 'plan.json'].map(async (name) => JSON.parse(await readFile(join(folder, name), 'utf8')) as unknown));
  return { contract: contract as Contract, plan: plan as Plan };
}

function ofNoMachine(contract: Contract): unknown {
  const { directory } = contract;
  return JSON.parse(JSON.stringify(contract, (name, value: unknown) => ((name === 'file' || name === 'directory') && typeof value === 'string' && value.startsWith(directory) ? relative(directory, value) : value)));
}
