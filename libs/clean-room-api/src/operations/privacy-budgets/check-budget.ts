import type { BudgetParameter } from '@parley/contract';
import type { FieldProblem } from '../../service-error';

const FIELD = 'parameters.accessBudget.budgetParameters';

/** One budget a period and one for all time at most; what lasts for ever is not refreshed. */
export function checkBudget(parameters: readonly BudgetParameter[]): FieldProblem[] {
  const periods = parameters.filter(({ type }) => type !== 'LIFETIME').length;
  const lifetimes = parameters.length - periods;
  const refreshed = parameters.findIndex(({ type, autoRefresh }) => type === 'LIFETIME' && autoRefresh !== undefined);
  return [
    ...(periods > 1 ? [{ name: FIELD, message: 'Name one calendar period only.' }] : []),
    ...(lifetimes > 1 ? [{ name: FIELD, message: 'Name LIFETIME once only.' }] : []),
    ...(refreshed >= 0 ? [{ name: `${FIELD}[${refreshed}].autoRefresh`, message: 'A LIFETIME budget is never refreshed: leave this out.' }] : []),
  ];
}
