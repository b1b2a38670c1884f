import { type Contract, inReadingOrder } from '@parley/contract';
import { inputError, type Problem } from '@parley/errors';
import { resolve } from 'node:path';
import { checkFeatures } from './checks/check-features';
import { checkOwnerTables } from './checks/check-owner-tables';
import { checkTemplates } from './checks/check-templates';
import { draftPlan } from './plan-draft';
import type { Plan } from './schema/plan';

/**
 * Reads owner/plan.yaml of a contract and checks it against the contract: every table, column, partner, segment and
 * template it names is there, and no feature is known only with the outcome.
 *
 * @throws ParleyError `PLAN_INVALID` (input) with every problem, in reading order.
 */
export async function loadPlan(contract: Contract): Promise<Plan> {
  const { plan, file, problems } = await draftPlan(contract.directory);
  if (plan && file) {
    const at = (...path: (string | number)[]) => file.valueAt(path);
    problems.push(...checkOwnerTables(plan, contract.owner, at), ...checkFeatures(plan, contract, at));
    problems.push(...(await checkTemplates(plan, contract.directory, at)));
  }
  if (!plan || problems.length > 0) throw inputError('PLAN_INVALID', inReadingOrder(problems));
  return plan;
}

/** What is wrong with the plan in itself: for a check that must go on though the contract can't be loaded. */
export async function planProblems(directory: string): Promise<Problem[]> {
  return (await draftPlan(resolve(directory))).problems;
}
