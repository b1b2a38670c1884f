import { groupBy } from '../group-by';
import type { PastQuery } from '../past-query';
import type { Asked } from '../shape/asked';
import type { Sign } from '../warning';
import { DAY_MS, firstWithin, type History, HOUR_MS, msBetween, WINDOW_MS } from './history';

const MOST_STATES_A_DAY = 3;
const MOST_BRACKETS = 2;

/** A run of a query, and the state of one table that it met. */
interface Met {
  query: PastQuery;
  version: string;
}

/** One query on many states of the runner's table, or on both sides of refreshes of the owner's. */
export function changingData({ owner, asked }: History): Sign[] {
  return [...groupBy(asked, ({ meaning, query }) => JSON.stringify([meaning, query.runner])).values()].flatMap((same) => {
    const own = tablesOf(same, (table, query) => table.owner === query.runner).flatMap(ownTable);
    const others = tablesOf(same, (table) => table.owner === owner).flatMap(refreshed);
    return [...own, ...others];
  });
}

function tablesOf(same: readonly Asked[], wanted: (table: PastQuery['tables'][number], query: PastQuery) => boolean): Met[][] {
  const met = same.flatMap(({ query }) =>
    query.tables.flatMap((table) => (table.version !== undefined && wanted(table, query) ? [{ query, version: table.version, table: table.table }] : [])),
  );
  return [...groupBy(met, ({ table }) => table).values()];
}

function ownTable(met: readonly Met[]): Sign[] {
  const many = firstWithin(met, queryOf, DAY_MS, (run) => new Set(run.map(({ version }) => version)).size > MOST_STATES_A_DAY);
  const run = many ?? firstWithin(met, queryOf, WINDOW_MS, comesBack);
  return run ? [{ detector: 'own-table-changes', columns: [], queries: run.map(queryOf) }] : [];
}

/** A, then B, then A again. */
function comesBack(run: readonly Met[]): boolean {
  const last = run.at(-1)?.version;
  const earlier = run.findIndex(({ version }) => version === last);
  return run.slice(earlier).some(({ version }) => version !== last);
}

/** A query just before and just after a change of the owner's table, again and again. */
function refreshed(met: readonly Met[]): Sign[] {
  const brackets = met.slice(1).flatMap((after, index) => {
    const before = met[index];
    return before && before.version !== after.version && msBetween(before.query, after.query) <= HOUR_MS ? [[before, after] as const] : [];
  });
  const run = firstWithin(brackets, ([before]) => before.query, WINDOW_MS, (some) => some.length > MOST_BRACKETS);
  return run ? [{ detector: 'refresh-bracketing', columns: [], queries: run.flatMap((pair) => pair.map(queryOf)) }] : [];
}

function queryOf({ query }: Met): PastQuery {
  return query;
}
