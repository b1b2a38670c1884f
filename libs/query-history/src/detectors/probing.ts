import { type Filter, leavesOf, textOf, type Value } from '../filter/filter';
import { groupBy } from '../group-by';
import type { PastQuery } from '../past-query';
import type { Asked } from '../shape/asked';
import type { Sign } from '../warning';
import { firstWithin, type History, WINDOW_MS } from './history';

/** One condition of a query, and the query without it: what is asked again with another value. */
interface Probe {
  query: PastQuery;
  term: string;
  operator: string;
  value: Value;
  rest: string;
}

const MOST_LIMITS_OF_A_SUM = 4;
const MOST_VALUES = 24;
/** Bands of even width, asked in whatever order, do not come so far: their steps have a smallest size. */
const BISECTION_STEPS = 5;
const SHRINKS_TO = 2 / 3;

/** One query asked again and again with another limit on a sum, other limits of a column, or another value of it. */
export function probing({ asked }: History): Sign[] {
  return [
    ...signs(asked.flatMap((one) => probesOf(one, one.having, 'having')), 'threshold-probing', (run) => valuesOf(run).length > MOST_LIMITS_OF_A_SUM),
    ...signs(asked.flatMap((one) => probesOf(one, [...one.conjuncts.values()], 'where')).filter(({ operator }) => operator === '='), 'value-sweep', (run) => valuesOf(run).length > MOST_VALUES),
    ...signs(asked.flatMap((one) => probesOf(one, [...one.conjuncts.values()], 'where')).filter(({ operator }) => operator !== '='), 'bisection', (run) => closesIn(valuesOf(run))),
  ];
}

function signs(probes: readonly Probe[], detector: Sign['detector'], enough: (run: readonly Probe[]) => boolean): Sign[] {
  return [...groupBy(probes, ({ term, rest }) => JSON.stringify([term, rest])).values()].flatMap((its) => {
    const run = firstWithin(its, ({ query }) => query, WINDOW_MS, enough);
    return run?.[0] ? [{ detector, columns: [run[0].term], queries: run.map(({ query }) => query) }] : [];
  });
}

/** Each comparison that stands alone among conditions that must all hold; a sum's limit and its opposite ask the same. */
function probesOf(one: Asked, filters: readonly Filter[], place: 'where' | 'having'): Probe[] {
  const others = place === 'where' ? one.having : [...one.conjuncts.values()];
  return filters.flatMap((filter) => {
    const [leaf, ...more] = leavesOf(filter);
    if (!leaf || more.length > 0 || leaf.kind !== 'compare') return [];
    const without = filters.filter((candidate) => !isOn(candidate, leaf.term)).map(textOf).sort();
    const rest = JSON.stringify([one.source, one.groups, one.measures, without, others.map(textOf).sort()]);
    return [{ query: one.query, term: leaf.term, operator: leaf.operator, value: leaf.value, rest }];
  });
}

function isOn(filter: Filter, term: string): boolean {
  return leavesOf(filter).every((leaf) => leaf.kind !== 'constant' && leaf.term === term);
}

/** In order of time, each once. */
function valuesOf(run: readonly Probe[]): Value[] {
  return [...new Set(run.map(({ value }) => value))];
}

/** The last limits close in: each step is clearly smaller than the one before, and they turn at least once. */
function closesIn(limits: readonly Value[]): boolean {
  const points = limits.slice(-BISECTION_STEPS - 1).map((value) => (typeof value === 'number' ? value : Date.parse(String(value))));
  if (points.length <= BISECTION_STEPS || points.some(Number.isNaN)) return false;
  const steps = points.slice(1).map((point, index) => point - (points[index] ?? 0));
  const shrink = steps.slice(1).every((step, index) => Math.abs(step) <= SHRINKS_TO * Math.abs(steps[index] ?? 0));
  return shrink && steps.some((step) => step > 0) && steps.some((step) => step < 0);
}
