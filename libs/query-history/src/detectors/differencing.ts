import { compareFilters } from '../filter/compare-filters';
import { groupBy } from '../group-by';
import type { Asked } from '../shape/asked';
import type { Sign } from '../warning';
import { firstWithin, type History, msBetween, WINDOW_MS } from './history';

interface Pair {
  pair: readonly [Asked, Asked];
  terms: readonly string[];
  slice: string;
}

export interface DifferencingSigns {
  signs: Sign[];
  /** Pairs with more combinations of values than are worth trying: they were not compared. */
  notCompared: number;
}

/** A slice within as many conditions as this is small whatever single value it leaves out. */
const DEEP = 2;
/** So many single values left out in turn are no housekeeping. */
const SWEEP = 3;

/** Pairs of queries for the same sums whose rows differ, or overlap, in a few people only. */
export function differencing({ asked }: History): DifferencingSigns {
  const signs: Sign[] = [];
  const shallow: Pair[] = [];
  let notCompared = 0;
  for (const group of groupBy(asked.filter(({ measures }) => measures.length > 0), ({ source }) => source).values()) {
    for (const pair of comparablePairs(group)) {
      const found = compareFilters(pair[0].conjuncts, pair[1].conjuncts);
      if (found.kind === 'too complicated') notCompared += 1;
      else if (found.kind === 'tracker') signs.push(signOf('tracker', { pair, ...found }));
      else if (found.kind === 'difference' && (found.terms.length >= 2 || found.withinTerms >= DEEP)) signs.push(signOf('differencing', { pair, ...found }));
      else if (found.kind === 'difference') shallow.push({ pair, ...found });
    }
  }
  return { signs: [...signs, ...sweeps(shallow)], notCompared };
}

/** Queries that mean the same are compared once, by those of them that lie closest together in time. */
function* comparablePairs(group: readonly Asked[]): Generator<readonly [Asked, Asked]> {
  const meanings = [...groupBy(group, ({ meaning }) => meaning).values()];
  for (const [index, same] of meanings.entries()) {
    for (const others of meanings.slice(index + 1)) {
      const [one, other] = closest(same, others);
      if (one && other && msBetween(one.query, other.query) <= WINDOW_MS && shareMeasure(one, other) && groupingsNest(one, other)) yield [one, other];
    }
  }
}

/** Both in order of time. */
function closest(some: readonly Asked[], others: readonly Asked[]): readonly [Asked | undefined, Asked | undefined] {
  let best: readonly [Asked | undefined, Asked | undefined] = [some[0], others[0]];
  let least = Infinity;
  for (let [at, across] = [0, 0], one = some[at], other = others[across]; one && other; one = some[at], other = others[across]) {
    const apart = msBetween(one.query, other.query);
    if (apart < least) [best, least] = [[one, other], apart];
    if (one.query.at <= other.query.at) at += 1;
    else across += 1;
  }
  return best;
}

function shareMeasure(one: Asked, other: Asked): boolean {
  return one.measures.some((measure) => other.measures.includes(measure));
}

/** Groups of one are sums of groups of the other. */
function groupingsNest(one: Asked, other: Asked): boolean {
  const [few, many] = one.groups.length <= other.groups.length ? [one, other] : [other, one];
  return few.groups.every((column) => many.groups.includes(column));
}

/** One value after the other left out of equal queries. */
function sweeps(pairs: readonly Pair[]): Sign[] {
  const byColumn = groupBy(pairs, ({ pair: [{ source }], terms }) => JSON.stringify([source, terms]));
  return [...byColumn.values()].flatMap((its) => {
    const inOrder = its.toSorted((one, other) => latest(one).at.localeCompare(latest(other).at));
    const run = firstWithin(inOrder, latest, WINDOW_MS, (some) => new Set(some.map(({ slice }) => slice)).size >= SWEEP);
    return run?.[0] ? [{ detector: 'exclusion-sweep' as const, columns: run[0].terms, queries: run.flatMap(({ pair }) => pair.map(({ query }) => query)) }] : [];
  });
}

function latest({ pair: [one, other] }: Pair): { at: string } {
  return one.query.at > other.query.at ? one.query : other.query;
}

function signOf(detector: 'differencing' | 'tracker', { pair, terms }: Pair): Sign {
  return { detector, columns: terms, queries: pair.map(({ query }) => query) };
}
