import type { TableBudget } from '@parley/clean-room';
import type { State } from '../state/state';

/** The access budget of an association. Editing it resets what was used. */
export function budgetOf(state: State, associationId: string): TableBudget | undefined {
  const template = state.all('budgetTemplates').find((one) => one.associationId === associationId);
  if (!template) return undefined;
  const { budgetParameters, createTime, updateTime } = template;
  return { budgetParameters: [...budgetParameters], ...(updateTime > createTime && { countsFrom: new Date(updateTime).toISOString() }) };
}
