import type { SegmentPlan } from '@parley/owner-plan';
import { saltedUnit } from './holdout';

/** A person's position in the input, best score first. */
export type Ranking = Int32Array;

/** Best score first; people of equal score in the order of their salted hashes, so that no one is preferred for where a file lists them. */
export function rankPeople(scores: Float64Array, ids: readonly string[], salt: string): Ranking {
  const lots = ids.map((id) => saltedUnit(salt, id));
  return Int32Array.from(scores, (_, row) => row).sort(
    (a, b) => scores[b] - scores[a] || lots[a] - lots[b],
  );
}

/** Positions of the people a plan selects, best first. A top share is rounded to whole people, at least one; decile 1 is the best tenth. */
export function selectPeople(plan: SegmentPlan, ranking: Ranking, scores: Float64Array): Ranking {
  const people = ranking.length;
  switch (plan.kind) {
    case 'top-share':
      return ranking.subarray(0, Math.max(1, Math.round(plan.share * people)));
    case 'threshold':
      return ranking.filter((row) => scores[row] >= plan.minScore);
    case 'decile':
      return ranking.filter((_, place) => plan.deciles.includes(Math.floor((place * 10) / people) + 1));
  }
}

/** Who a plan selects, in words. */
export function describeSegment(plan: SegmentPlan): string {
  switch (plan.kind) {
    case 'top-share':
      return `the ${percent(plan.share)} of people with the highest scores`;
    case 'threshold':
      return `people with a score of at least ${percent(plan.minScore)}`;
    case 'decile':
      return `${plan.deciles.length === 1 ? 'decile' : 'deciles'} ${[...plan.deciles].sort((a, b) => a - b).join(', ')} of the scores, 1 being the highest`;
  }
}

function percent(share: number): string {
  return `${Number((share * 100).toPrecision(6))} %`;
}
