import type { SegmentPlan } from '@parley/owner-plan';
import { duplicateIds, noRows, rowsDiffer, scoreNotANumber } from '../errors';
import { inHoldout } from './holdout';
import { describeSegment, rankPeople, selectPeople } from './select-people';

/** Who must not be contacted, and the lot that decides who is held out. */
export interface Exclusions {
  /** Ids on the suppression list. */
  suppressed: ReadonlySet<string>;
  /** Ids that said yes; everyone else did not. */
  consented: ReadonlySet<string>;
  holdout: { share: number; salt: string };
}

/** How many are left after each step; the first is everyone scored, the last the audience. */
export interface WaterfallStep {
  step: 'scored' | 'selected' | 'not suppressed' | 'consented' | 'audience after holdout';
  count: number;
}

/** One segment. `audience` and `heldOut` are ids, best score first; together they are all that could be contacted. */
export interface Segment {
  name: string;
  describes: string;
  /** Length of `audience`. */
  size: number;
  audience: string[];
  heldOut: string[];
  waterfall: WaterfallStep[];
  /** What each step took: these and `size` add up to everyone scored. */
  removed: { notSelected: number; suppressed: number; noConsent: number; holdout: number };
}

/**
 * Segments of scored people, less those who must not be contacted. `scores` and `ids` go row by row; each id once. A person on several
 * exclusions counts under the first of: suppressed, no consent, holdout. The holdout is drawn last, among those that could be contacted,
 * so that it compares with the audience.
 *
 * @throws inputError for no rows or an id that occurs twice; fault for a score that is not a number.
 */
export function buildSegments(
  scores: Float64Array,
  ids: readonly string[],
  plans: readonly SegmentPlan[],
  exclusions: Exclusions,
): Segment[] {
  checkPeople(scores, ids);
  const ranking = rankPeople(scores, ids, exclusions.holdout.salt);
  return plans.map((plan) => {
    const selected = Array.from(selectPeople(plan, ranking, scores), (row) => ids[row]);
    return { name: plan.name, describes: describeSegment(plan), ...exclude(selected, scores.length, exclusions) };
  });
}

function exclude(
  selected: readonly string[],
  scored: number,
  { suppressed, consented, holdout }: Exclusions,
): Omit<Segment, 'name' | 'describes'> {
  const allowed = selected.filter((id) => !suppressed.has(id));
  const willing = allowed.filter((id) => consented.has(id));
  const heldOut = willing.filter((id) => inHoldout(holdout.salt, id, holdout.share));
  const held = new Set(heldOut);
  const audience = willing.filter((id) => !held.has(id));
  return {
    size: audience.length,
    audience,
    heldOut,
    waterfall: [
      { step: 'scored', count: scored },
      { step: 'selected', count: selected.length },
      { step: 'not suppressed', count: allowed.length },
      { step: 'consented', count: willing.length },
      { step: 'audience after holdout', count: audience.length },
    ],
    removed: {
      notSelected: scored - selected.length,
      suppressed: selected.length - allowed.length,
      noConsent: allowed.length - willing.length,
      holdout: heldOut.length,
    },
  };
}

function checkPeople(scores: Float64Array, ids: readonly string[]): void {
  if (scores.length !== ids.length) throw rowsDiffer('Ids', ids.length, scores.length);
  if (scores.length === 0) throw noRows('The scored table');
  const bad = scores.reduce((count, score) => count + (Number.isFinite(score) ? 0 : 1), 0);
  if (bad > 0) throw scoreNotANumber(bad);
  const twice = ids.length - new Set(ids).size;
  if (twice > 0) throw duplicateIds(twice);
}
