import type { TableRef } from '@parley/catalog';
import type { BudgetParameter } from '@parley/contract';

/** How an access budget stands. */
export interface BudgetStanding {
  /** The lower of what the period's and the lifetime's budget have left. */
  aggregateRemainingBudget: number;
  /** One a budget parameter; `start` and `end` bound its period, and a lifetime has none. */
  details: readonly (Omit<BudgetParameter, 'type'> & { budgetType: BudgetParameter['type']; remainingBudget: number; start?: Date; end?: Date })[];
}

/** The access budget ledger, which counts by the data and not by its association: whoever runs the queries keeps it. */
export interface AccessBudgetUse {
  /** `countsFrom` (ISO 8601, UTC): when the budget's owner last edited it, which resets it. */
  state(data: TableRef, budget: { budgetParameters: BudgetParameter[]; countsFrom?: string }): Promise<BudgetStanding>;
}
