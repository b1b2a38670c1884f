import { groupBy } from '../group-by';
import type { PastQuery } from '../past-query';
import type { Sign } from '../warning';
import { DAY_MS, firstWithin, type History, HOUR_MS } from './history';

const MOST_REFUSED_A_DAY = 11;
const FEWEST_REASONS = 3;
const MOST_BUDGET_REFUSALS_AN_HOUR = 9;
const BUDGET = /BUDGET/;

/** What was refused, by runner: many different texts for several reasons, or a used-up budget asked on and on. */
export function refused({ queries }: History): Sign[] {
  const byRunner = [...groupBy(queries.filter(({ allowed }) => !allowed), ({ runner }) => runner).values()];
  return byRunner.flatMap((its) => {
    const overBudget = its.filter(({ refusals }) => refusals.some((code) => BUDGET.test(code)));
    const probing = firstWithin(its, (query) => query, DAY_MS, feelsForLimits);
    const pressing = firstWithin(overBudget, (query) => query, HOUR_MS, (run) => run.length > MOST_BUDGET_REFUSALS_AN_HOUR);
    return [
      ...(probing ? [{ detector: 'refusal-probing' as const, columns: [], queries: probing }] : []),
      ...(pressing ? [{ detector: 'budget-pressure' as const, columns: [], queries: pressing }] : []),
    ];
  });
}

function feelsForLimits(run: readonly PastQuery[]): boolean {
  const texts = new Set(run.map(({ sql }) => sql.replace(/\s+/g, ' ').trim().toLowerCase()));
  return texts.size > MOST_REFUSED_A_DAY && new Set(run.flatMap(({ refusals }) => refusals)).size >= FEWEST_REASONS;
}
