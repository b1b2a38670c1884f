import type { BudgetParameter } from '@parley/contract';

/** The time a budget is for; open where a side is absent. */
export interface BudgetWindow {
  start?: Date;
  /** When the budget is renewed. */
  end?: Date;
}

/**
 * The period of a budget that `now` lies in. LIFETIME has none, and neither has a budget that does not refresh: what is
 * spent of it stays spent until its owner edits it ("must be refreshed manually", API_AccessBudgetDetails).
 *
 * AWS says neither the zone nor the first day of a week: here days begin at 00:00 UTC, and weeks on Monday.
 */
export function budgetWindow({ type, autoRefresh }: BudgetParameter, now: Date, countsFrom?: Date): BudgetWindow {
  const period = autoRefresh === 'ENABLED' ? periodOf(type, now) : undefined;
  const starts = [period?.start, countsFrom].filter((start) => start !== undefined);
  const latest = starts.toSorted((a, b) => a.getTime() - b.getTime()).at(-1);
  return { ...(latest && { start: latest }), ...(period && { end: period.end }) };
}

const between = (start: number, end: number): Required<BudgetWindow> => ({ start: new Date(start), end: new Date(end) });

function periodOf(type: BudgetParameter['type'], now: Date): Required<BudgetWindow> | undefined {
  const [year, month, day] = [now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate()];
  switch (type) {
    case 'CALENDAR_DAY':
      return between(Date.UTC(year, month, day), Date.UTC(year, month, day + 1));
    case 'CALENDAR_WEEK': {
      const monday = day - ((now.getUTCDay() + 6) % 7);
      return between(Date.UTC(year, month, monday), Date.UTC(year, month, monday + 7));
    }
    case 'CALENDAR_MONTH':
      return between(Date.UTC(year, month, 1), Date.UTC(year, month + 1, 1));
    case 'LIFETIME':
      return undefined;
  }
}
