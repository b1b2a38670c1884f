import type { Problem } from '@parley/errors';
import { nameTwice, unknownSegment } from '../errors';
import type { Plan } from '../schema/plan';
import type { At } from './at';

/** Segments and campaigns have names of their own, and a campaign names a segment that exists. */
export function checkNames(plan: Plan, at: At): Problem[] {
  const segments = plan.segments.map(({ name }) => name);
  return [
    ...twice(segments).map((index) => nameTwice(at('segments', index, 'name'), 'segment', segments[index]!)),
    ...twice(plan.campaigns.map(({ name }) => name)).map((index) =>
      nameTwice(at('campaigns', index, 'name'), 'campaign', plan.campaigns[index]!.name),
    ),
    ...plan.campaigns.flatMap(({ segment }, index) =>
      segments.includes(segment) ? [] : [unknownSegment(at('campaigns', index, 'segment'), segment, segments)],
    ),
  ];
}

const twice = (names: readonly string[]): number[] => names.flatMap((name, index) => (names.indexOf(name) < index ? [index] : []));
