import type { BudgetParameter } from '@parley/contract';
import type { TableBudget } from '../room';
import { type BudgetWindow, budgetWindow } from './budget-window';

/** How a budget stands: what `AccessBudgetDetails` of the AWS API says. */
export interface BudgetDetails extends BudgetWindow {
  budgetType: BudgetParameter['type'];
  budget: number;
  remainingBudget: number;
  autoRefresh?: BudgetParameter['autoRefresh'];
}

export interface BudgetState {
  details: BudgetDetails[];
  /** The lowest of them: how many more queries may use the table now. */
  aggregateRemainingBudget: number;
}

/** A table whose budget does not allow one more query. */
export interface SpentBudget {
  table: string;
  state: BudgetState;
}

/** What is left of a table's budget, when its data was used at these times (milliseconds since 1970). */
export function budgetState({ budgetParameters, countsFrom }: TableBudget, uses: readonly number[], now: Date): BudgetState {
  const from = countsFrom === undefined ? undefined : new Date(countsFrom);
  const details = budgetParameters.map((parameter): BudgetDetails => {
    const window = budgetWindow(parameter, now, from);
    const start = window.start?.getTime() ?? -Infinity;
    // No upper end: a clock that was set back gives no use back.
    const used = uses.filter((at) => at >= start).length;
    const { type: budgetType, budget, autoRefresh } = parameter;
    return { budgetType, budget, remainingBudget: Math.max(0, budget - used), ...(autoRefresh && { autoRefresh }), ...window };
  });
  return { details, aggregateRemainingBudget: Math.min(...details.map(({ remainingBudget }) => remainingBudget)) };
}
