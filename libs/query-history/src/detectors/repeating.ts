import { groupBy } from '../group-by';
import type { Asked } from '../shape/asked';
import type { Sign } from '../warning';
import { DAY_MS, firstWithin, type History, WINDOW_MS } from './history';

const MOST_RUNS_A_DAY = 24;
const MOST_WORDINGS = 4;
const MOST_GROUPINGS = 9;

/** One question very often or in many wordings, and one sum by very many groupings. */
export function repeating({ asked }: History): Sign[] {
  return [...[...groupBy(asked, ({ meaning }) => meaning).values()].flatMap(repeated), ...[...groupBy(asked, ({ source, conjuncts }) => JSON.stringify([source, [...conjuncts.keys()]])).values()].flatMap(overlapping)];
}

function repeated(same: readonly Asked[]): Sign[] {
  const often = firstWithin(same, queryOf, DAY_MS, (run) => new Set(run.map(({ query }) => query.id)).size > MOST_RUNS_A_DAY);
  const wordings = firstWithin(same, queryOf, 7 * DAY_MS, (run) => new Set(run.map(wording)).size > MOST_WORDINGS);
  const run = often ?? wordings;
  return run ? [{ detector: 'repetition', columns: [], queries: run.map(queryOf) }] : [];
}

/** Layout and letter case aside: a tool or a tidy analyst changes these. */
function wording({ query }: Asked): string {
  return query.sql.replace(/\s+/g, ' ').trim().toLowerCase() + JSON.stringify(query.parameters ?? {});
}

/** For each measure, how many ways of cutting the same rows into groups by several columns. */
function overlapping(sameRows: readonly Asked[]): Sign[] {
  const wide = sameRows.filter(({ groups }) => groups.length >= 2);
  for (const measure of new Set(wide.flatMap(({ measures }) => measures))) {
    const its = wide.filter(({ measures }) => measures.includes(measure));
    const run = firstWithin(its, queryOf, WINDOW_MS, (some) => new Set(some.map(({ groups }) => JSON.stringify(groups))).size > MOST_GROUPINGS);
    if (run) return [{ detector: 'overlapping-groups', columns: [...new Set(run.flatMap(({ groups }) => groups))].sort(), queries: run.map(queryOf) }];
  }
  return [];
}

function queryOf({ query }: Asked) {
  return query;
}
