import type { BudgetParameter } from '@parley/contract';
import { budgetWindow } from './budget-window';
import cases from './budget-window.cases.json';

interface WindowCase extends Partial<Pick<BudgetParameter, 'autoRefresh'>> {
  name: string;
  type: BudgetParameter['type'];
  now: string;
  countsFrom?: string;
  start?: string;
  end?: string;
}

it.each((cases as WindowCase[]).map((one) => [one.name, one] as const))('%s', (_, { type, autoRefresh, now, countsFrom, start, end }) => {
  const window = budgetWindow({ type, autoRefresh, budget: 1 }, new Date(now), countsFrom === undefined ? undefined : new Date(countsFrom));
  expect({ start: window.start?.toISOString(), end: window.end?.toISOString() }).toEqual({ start, end });
});
