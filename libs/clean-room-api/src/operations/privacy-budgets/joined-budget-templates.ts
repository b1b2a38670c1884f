import type { Placed } from '../../state/ordered-records';
import type { BudgetTemplateRecord } from '../../state/records';
import type { State } from '../../state/state';
import { isThere } from '../schemas/joined-associations';

/** The privacy budget templates of a collaboration, in the order they were made. */
export function joinedBudgetTemplates(state: State, collaborationId: string): Placed<BudgetTemplateRecord>[] {
  return state.placed('budgetTemplates').filter(({ value }) => value.collaborationId === collaborationId && isThere(state, value));
}
