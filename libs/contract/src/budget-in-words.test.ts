import { budgetInWords } from './budget-in-words';
import type { BudgetParameter } from './schema/access-budget';

it.each<[BudgetParameter[], string]>([
  [[{ type: 'CALENDAR_MONTH', budget: 30, autoRefresh: 'ENABLED' }], 'at most 30 queries a month'],
  [[{ type: 'CALENDAR_DAY', budget: 1, autoRefresh: 'ENABLED' }, { type: 'LIFETIME', budget: 200 }], 'at most 1 query a day and 200 queries in all'],
  [[{ type: 'CALENDAR_WEEK', budget: 5, autoRefresh: 'DISABLED' }], 'at most 5 queries until its owner renews it'],
])('%j', (budgetParameters, words) => {
  expect(budgetInWords({ budgetParameters })).toBe(words);
});
