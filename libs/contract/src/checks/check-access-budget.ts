import type { Problem } from '@parley/errors';
import { budgetOutsideRoom, budgetPeriods, lifetimeRefresh, refreshUnsaid } from '../errors';
import type { TableDraft } from '../party-draft';

/** An access budget is of a table that enters a clean room, has at most one period, and says of it whether it is renewed. */
export function checkAccessBudget(table: TableDraft): Problem[] {
  const budget = table.spec.accessBudget;
  if (!budget) return [];
  const outside = table.spec.allowedColumns === undefined && !table.incomplete;
  let [periods, lifetimes] = [0, 0];
  const problems = budget.budgetParameters.flatMap(({ type, autoRefresh }, at) => {
    const path = ['accessBudget', 'budgetParameters', at] as const;
    const found: Problem[] = [];
    if (type === 'LIFETIME') lifetimes += 1;
    else periods += 1;
    if (lifetimes > 1 || periods > 1) found.push(budgetPeriods(table.at(...path, 'type'), type));
    if (type === 'LIFETIME' && autoRefresh) found.push(lifetimeRefresh(table.at(...path, 'autoRefresh')));
    if (type !== 'LIFETIME' && !autoRefresh) found.push(refreshUnsaid(table.at(...path, 'type'), type));
    return found;
  });
  return [...(outside ? [budgetOutsideRoom(table.keyAt('accessBudget'), table.name)] : []), ...problems];
}
