import type { AccessBudget } from './schema/access-budget';

const PERIODS = { CALENDAR_DAY: 'a day', CALENDAR_WEEK: 'a week', CALENDAR_MONTH: 'a month', LIFETIME: 'in all' } as const;

/** How often a table may be used, such as `at most 30 queries a month and 200 in all`. */
export function budgetInWords({ budgetParameters }: AccessBudget): string {
  const limits = budgetParameters.map(({ type, budget, autoRefresh }) => {
    // What is not renewed is a limit for good, whatever its period is called.
    const period = type !== 'LIFETIME' && autoRefresh !== 'ENABLED' ? `until its owner renews it` : PERIODS[type];
    return `${budget} ${budget === 1 ? 'query' : 'queries'} ${period}`;
  });
  return `at most ${limits.join(' and ')}`;
}
