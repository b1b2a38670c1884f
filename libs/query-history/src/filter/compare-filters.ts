import { type Axis, axesOf, holdsAt, isNarrow } from './axis';
import { conjunctsOf, type Filter } from './filter';

/** What two filters say of each other's rows, as far as their texts tell. */
export type Comparison =
  /** The same rows, none in common, or nothing that gives a few people away. */
  | { kind: 'plain' }
  /** One has all rows of the other, and few besides: those where each of `terms` is about one value. */
  | { kind: 'difference'; larger: 'one' | 'other'; terms: readonly string[]; slice: string; withinTerms: number }
  /** Together they have all rows, and in common only a few: those where each of `terms` is about one value. */
  | { kind: 'tracker'; terms: readonly string[]; slice: string }
  /** More combinations of values than are worth trying. */
  | { kind: 'too complicated' };

const MOST_COMBINATIONS = 50_000;

type Conjuncts = ReadonlyMap<string, Filter>;

/**
 * Compares two filters by what they mean: both are tried on every combination of the values that they tell apart, so
 * that wording, order and form of the conditions make no difference.
 */
export function compareFilters(one: Conjuncts, other: Conjuncts): Comparison {
  const common = [...one].flatMap(([text, filter]) => (other.has(text) ? [filter] : []));
  const [oneLeft, otherLeft] = [without(one, other), without(other, one)];
  if (oneLeft.length === 0 && otherLeft.length === 0) return { kind: 'plain' };
  if (goesItsOwnWay(oneLeft, otherLeft) && goesItsOwnWay(otherLeft, oneLeft)) return { kind: 'plain' };
  const axes = axesOf([...oneLeft, ...otherLeft]);
  if (combinationsTo(axes) > MOST_COMBINATIONS) return { kind: 'too complicated' };
  const regions = regionsOf({ kind: 'and', parts: oneLeft }, { kind: 'and', parts: otherLeft }, axes);
  const { onlyOne, onlyOther, both, neither } = regions;
  if (both.count > 0 && (onlyOne.count === 0) !== (onlyOther.count === 0)) {
    const larger = onlyOther.count === 0 ? 'one' : 'other';
    const narrow = narrowTerms(axes, larger === 'one' ? onlyOne : onlyOther, both);
    return narrow.terms.length === 0 ? { kind: 'plain' } : { kind: 'difference', larger, ...narrow, withinTerms: pinnedTerms(common) };
  }
  if (neither.count > 0 || onlyOne.count === 0 || onlyOther.count === 0 || axes.length < 2) return { kind: 'plain' };
  const narrow = narrowTerms(axes, both, onlyOne);
  return narrow.terms.length === 0 ? { kind: 'plain' } : { kind: 'tracker', ...narrow };
}

function without(one: Conjuncts, other: Conjuncts): Filter[] {
  return [...one].flatMap(([text, filter]) => (other.has(text) ? [] : [filter]));
}

/**
 * True if some condition of these is about terms that the others do not name, and can fail: then the others are no part
 * of these. Where it holds both ways, neither is part of the other, and some rows are in neither.
 */
function goesItsOwnWay(filters: readonly Filter[], others: readonly Filter[]): boolean {
  const named = new Set(axesOf(others).map(({ term }) => term));
  return filters.some((filter) => axesOf([filter]).every(({ term }) => !named.has(term)) && canFail(filter));
}

const FALLIBLE = new WeakMap<Filter, boolean>();

/** False for a tautology, however it is dressed: an attacker may add one. */
function canFail(filter: Filter): boolean {
  const known = FALLIBLE.get(filter);
  if (known !== undefined) return known;
  const axes = axesOf([filter]);
  const fails = combinationsTo(axes) <= MOST_COMBINATIONS && pointsOf(axes).some((point) => truth(filter, point) !== true);
  FALLIBLE.set(filter, fails);
  return fails;
}

/** How many terms these conditions hold to about one value. */
export function pinnedTerms(filters: readonly Filter[]): number {
  const conjuncts = conjunctsOf(filters);
  return axesOf(filters).filter((axis) => {
    const its = [...conjuncts.values()].filter((filter) => axesOf([filter]).every(({ term }) => term === axis.term));
    const held = axis.positions.filter((position) => its.every((filter) => truth(filter, new Map([[axis.term, { axis, position }]])) === true));
    return isNarrow(axis, held, axis.positions);
  }).length;
}

/** The values of each axis that a set of combinations takes. */
interface Region {
  count: number;
  taken: readonly Set<number>[];
}

function regionsOf(one: Filter, other: Filter, axes: readonly Axis[]) {
  const empty = (): Region => ({ count: 0, taken: axes.map(() => new Set<number>()) });
  const regions = { onlyOne: empty(), onlyOther: empty(), both: empty(), neither: empty() };
  for (const combination of combinationsOf(axes)) {
    const point = new Map(axes.map((axis, index) => [axis.term, { axis, position: combination[index] ?? 0 }]));
    const [inOne, inOther] = [truth(one, point) === true, truth(other, point) === true];
    const region = regions[inOne ? (inOther ? 'both' : 'onlyOne') : inOther ? 'onlyOther' : 'neither'];
    region.count += 1;
    combination.forEach((position, index) => region.taken[index]?.add(position));
  }
  return regions;
}

function combinationsTo(axes: readonly Axis[]): number {
  return axes.reduce((product, { positions }) => product * positions.length, 1);
}

function pointsOf(axes: readonly Axis[]): Point[] {
  return [...combinationsOf(axes)].map((combination) => new Map(axes.map((axis, index) => [axis.term, { axis, position: combination[index] ?? 0 }])));
}

function* combinationsOf(axes: readonly Axis[]): Generator<readonly number[]> {
  const [first, ...rest] = axes;
  if (!first) return yield [];
  for (const position of first.positions) {
    for (const combination of combinationsOf(rest)) yield [position, ...combination];
  }
}

/** The terms on which a few values stand apart from many: the other way round it is an ordinary choice of one value. */
function narrowTerms(axes: readonly Axis[], few: Region, many: Region): { terms: string[]; slice: string } {
  const found = axes.flatMap((axis, index) => {
    const [its, rest] = [sorted(few.taken[index]), sorted(many.taken[index])];
    const lopsided = rest.some((position) => position % 2 === 0) || rest.length >= 3 || typeof axis.literals[0] === 'boolean';
    return lopsided && isNarrow(axis, its, rest) ? [{ term: axis.term, at: its.map((position) => axis.literals[(position - 1) / 2] ?? null) }] : [];
  });
  return { terms: found.map(({ term }) => term), slice: JSON.stringify(found) };
}

function sorted(positions: ReadonlySet<number> | undefined): number[] {
  return [...(positions ?? [])].sort((one, other) => one - other);
}

type Point = ReadonlyMap<string, { axis: Axis; position: number }>;

/** SQL's three truths: undefined is unknown. */
function truth(filter: Filter, point: Point): boolean | undefined {
  switch (filter.kind) {
    case 'constant':
      return filter.value;
    case 'not': {
      const part = truth(filter.part, point);
      return part === undefined ? undefined : !part;
    }
    case 'null':
      return point.get(filter.term)?.position === -1;
    case 'compare': {
      const place = point.get(filter.term);
      return place && holdsAt(place.axis, place.position, filter.operator, filter.value);
    }
    default: {
      const deciding = filter.kind === 'or';
      const parts = filter.parts.map((part) => truth(part, point));
      return parts.includes(deciding) ? deciding : parts.includes(undefined) ? undefined : !deciding;
    }
  }
}
