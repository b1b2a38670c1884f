import { badOrder, badShare, rowsDiffer } from '../errors';
import { seededOrder } from '../seeded-hash';

/** Positions of the rows a model learns from and of those it is judged on: disjoint, together all rows, each ascending. */
export interface Split {
  kind: 'random' | 'time';
  train: Int32Array;
  test: Int32Array;
}

/** `order`: one value a row, in time; numbers, or texts that sort as time does, such as ISO dates. */
export type SplitPlan =
  | { kind: 'random'; testShare: number }
  | { kind: 'time'; testShare: number; order: Float64Array | readonly (number | string | null)[] };

/**
 * Sets a share of the rows apart for judging.
 *
 * `random` draws by seeded hash within each label, so both parts have the same rate of positives. `time` takes the latest rows; rows of one
 * moment stay on one side, so the share may differ from what was asked.
 *
 * @throws inputError `SEGMENTATION_BAD_SHARE`; `SEGMENTATION_BAD_ORDER` where a moment is missing or all rows have the same.
 */
export function splitRows(plan: SplitPlan, labels: Uint8Array, seed: number): Split {
  if (!(plan.testShare > 0 && plan.testShare < 1)) throw badShare('evaluation.split.testShare', plan.testShare);
  const test =
    plan.kind === 'random'
      ? stratifiedShare(allRows(labels.length), labels, plan.testShare, seed)
      : latest(plan.order, labels.length, plan.testShare);
  const held = new Set(test);
  return { kind: plan.kind, train: allRows(labels.length).filter((row) => !held.has(row)), test };
}

/** A share of `rows`, drawn by seeded hash within each label; ascending. */
export function stratifiedShare(rows: Int32Array, labels: Uint8Array, share: number, seed: number): Int32Array {
  const drawn = [0, 1].flatMap((label) => {
    const ofLabel = seededOrder(rows.filter((row) => labels[row] === label), seed);
    return [...ofLabel.subarray(0, Math.round(share * ofLabel.length))];
  });
  return Int32Array.from(drawn).sort();
}

function latest(order: Float64Array | readonly (number | string | null)[], rows: number, testShare: number): Int32Array {
  if (order.length !== rows) throw rowsDiffer('Moments to split by', order.length, rows);
  const moments = Array.from<number | string | null>(order);
  const missing = moments.filter((moment) => moment === null || Number.isNaN(moment)).length;
  if (missing > 0) throw badOrder(`${missing} rows have no moment to order them by.`);
  if (new Set(moments.map((moment) => typeof moment)).size > 1) throw badOrder('The moments are numbers and texts mixed.');
  const at = (row: number): number | string => moments[row] as number | string;
  const byTime = allRows(rows).sort((a, b) => compare(at(a), at(b)) || a - b);
  const from = nearestBoundary(byTime, at, Math.round((1 - testShare) * rows));
  return byTime.slice(from).sort();
}

/** The place nearest to `wanted` where one moment ends and the next begins. */
function nearestBoundary(byTime: Int32Array, at: (row: number) => number | string, wanted: number): number {
  const isBoundary = (place: number): boolean =>
    place > 0 && place < byTime.length && at(byTime[place - 1]) !== at(byTime[place]);
  for (let distance = 0; distance < byTime.length; distance++) {
    if (isBoundary(wanted - distance)) return wanted - distance;
    if (isBoundary(wanted + distance)) return wanted + distance;
  }
  throw badOrder('All rows have the same moment, so none is the latest.');
}

function compare(a: number | string, b: number | string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function allRows(count: number): Int32Array {
  return Int32Array.from({ length: count }, (_, row) => row);
}
