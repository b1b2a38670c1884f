import type { Dataset } from '@parley/gradient-boosting';
import { seededHash } from '../../seeded-hash';
import type { FeatureSources } from '../judge-request';

/** People made by seed: two own numbers and a count of visits that matter, one partner whose number matters as much as told, one whose does not. */
export function people({ rows, partnerSignal, seed }: { rows: number; partnerSignal: number; seed: number }): { sources: FeatureSources; labels: Uint8Array } {
  const uniform = (stream: number, row: number): number => (seededHash(seed * 1000 + stream, row) + 0.5) / 2 ** 32;
  // Sum of four uniforms: bell-shaped enough.
  const column = (stream: number): Float64Array =>
    Float64Array.from({ length: rows }, (_, row) => [0, 1, 2, 3].reduce((sum, part) => sum + uniform(stream * 4 + part, row), -2) * Math.sqrt(3));
  const [o0, o1, visits, useful, useless] = [1, 2, 3, 4, 5].map(column);
  const labels = Uint8Array.from({ length: rows }, (_, row) => {
    const logit = 0.6 * o0[row] + 0.4 * o1[row] + 0.3 * visits[row] + partnerSignal * useful[row] - 0.5;
    return uniform(99, row) < 1 / (1 + Math.exp(-logit)) ? 1 : 0;
  });
  const dataset = (columns: Record<string, Float64Array>): Dataset => ({
    rows,
    features: Object.entries(columns).map(([name, values]) => ({ kind: 'numeric', name, values })),
  });
  return {
    sources: {
      own: dataset({ o0, o1 }),
      events: dataset({ 'events:visit': visits }),
      partners: [
        { partner: 'useful', data: dataset({ u0: useful }) },
        { partner: 'useless', data: dataset({ n0: useless }) },
      ],
    },
    labels,
  };
}
