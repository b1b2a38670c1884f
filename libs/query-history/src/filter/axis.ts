import { groupBy } from '../group-by';
import { type Comparison, type Filter, type Leaf, leavesOf, OPAQUE, type Value } from './filter';

/**
 * The values of one term as far as two filters tell them apart: their own literals at odd positions, in order, and what
 * lies between and beyond them at even ones. -1 is NULL, where a filter asks for it.
 */
export interface Axis {
  term: string;
  /** Sorted. */
  literals: readonly Value[];
  positions: readonly number[];
  /** False where the filters only ask which literal it is: then position 0 stands for all others. */
  ordered: boolean;
}

const ORDERED: readonly Comparison[] = ['<', '<=', '>', '>='];

export function axesOf(filters: readonly Filter[]): Axis[] {
  const leaves = filters.flatMap(leavesOf).filter((leaf) => leaf.kind !== 'constant');
  const byTerm = groupBy(leaves, ({ term }) => term);
  return [...byTerm].map(([term, its]) => axisOf(term, its));
}

function axisOf(term: string, leaves: readonly Leaf[]): Axis {
  if (term.startsWith(OPAQUE)) return { term, literals: [false, true], positions: [3], ordered: false };
  const compared = leaves.flatMap((leaf) => (leaf.kind === 'compare' ? [leaf] : []));
  const literals = sortedLiterals(compared.map(({ value }) => value));
  const ordered = compared.some(({ operator }) => ORDERED.includes(operator));
  const odd = literals.map((_, index) => 2 * index + 1);
  const isTruth = literals.every((value) => typeof value === 'boolean') && literals.length > 0;
  const even = isTruth ? [] : ordered ? [...Array(literals.length + 1).keys()].map((index) => 2 * index) : [0];
  const nulls = leaves.some(({ kind }) => kind === 'null') ? [-1] : [];
  return { term, literals: isTruth ? [false, true] : literals, positions: [...nulls, ...even, ...(isTruth ? [1, 3] : odd)].sort((one, other) => one - other), ordered };
}

/** Numbers where one is a number and the others can be; no value twice. */
function sortedLiterals(values: readonly Value[]): Value[] {
  const numeric = values.some((value) => typeof value === 'number') && values.every((value) => typeof value !== 'boolean' && !Number.isNaN(Number(value)));
  const same = values.map((value) => (numeric ? Number(value) : typeof value === 'boolean' ? value : String(value)));
  return [...new Set(same)].sort((one, other) => (one < other ? -1 : 1));
}

/** Whether a comparison holds at a position; unknown at NULL. */
export function holdsAt(axis: Axis, position: number, operator: Comparison, value: Value): boolean | undefined {
  if (position === -1) return undefined;
  const index = axis.literals.findIndex((literal) => literal === value || String(literal) === String(value));
  const at = 2 * index + 1;
  switch (operator) {
    case '=':
      return position === at;
    case '<>':
      return position !== at;
    case '<':
      return position < at;
    case '<=':
      return position <= at;
    case '>':
      return position > at;
    case '>=':
      return position >= at;
  }
}

/** Values that stand for no one in particular: leaving them out is housekeeping. */
const PLACEHOLDERS = new Set(['', 'unknown', 'other', 'others', 'n/a', 'na', 'none', 'null', 'test', '-', '?', 'undefined', 'not set', 'nonexistent', 'internal', 'yes', 'no', 'y', 'n', 't', 'f', 'true', 'false', '-1', '0', '99', '999', '9999']);
const DAY = /^\d{4}-\d{2}-\d{2}$/;
const INSTANT = /^\d{4}-\d{2}-\d{2}[ T]\d{2}:\d{2}/;
const DAY_MS = 86_400_000;

/**
 * True if these positions are one value or next to one: a literal, a span of one whole number or 1 %, or less than a day.
 * `rest` is what the other query keeps. A moving window of days is none: its edge moves, but no day within it is missing.
 */
export function isNarrow(axis: Axis, positions: readonly number[], rest: readonly number[]): boolean {
  const { term, literals } = axis;
  const [first = -1] = positions;
  const last = positions.at(-1) ?? -1;
  if (first === -1 || term.startsWith(OPAQUE)) return false;
  if (typeof literals[0] === 'boolean') return positions.length === 1 && first === 3 && term.includes(' like ');
  if (positions.length === 1 && first % 2 === 1) {
    const value = String(literals[(first - 1) / 2]).toLowerCase();
    if (PLACEHOLDERS.has(value)) return false;
    return !DAY.test(value) || !axis.ordered || (rest.some((position) => position < first) && rest.some((position) => position > first));
  }
  if (last - first !== positions.length - 1 || first === 0 || last === 2 * literals.length) return false;
  const from = first % 2 === 1 ? (first - 1) / 2 : first / 2 - 1;
  const to = last % 2 === 1 ? (last - 1) / 2 : last / 2;
  return isShort(literals[from], literals[to], literals);
}

function isShort(from: Value | undefined, to: Value | undefined, literals: readonly Value[]): boolean {
  if (typeof from === 'number' && typeof to === 'number') {
    const whole = literals.every((value) => Number.isInteger(value));
    return to - from <= Math.max(whole ? 1 : 0, Math.max(Math.abs(from), Math.abs(to)) / 100);
  }
  const [one, other] = [String(from), String(to)];
  if (!INSTANT.test(one) && !INSTANT.test(other)) return false;
  const milliseconds = Date.parse(other.replace(' ', 'T')) - Date.parse(one.replace(' ', 'T'));
  return milliseconds < DAY_MS;
}
