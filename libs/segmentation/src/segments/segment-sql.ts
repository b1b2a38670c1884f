import type { SegmentPlan } from '@parley/owner-plan';

/**
 * A segment as SQL over `scores` (`customer_id`, `score`, and `lot`, which orders people of one score): who it selects, with a place from 1,
 * plain enough for DuckDB and Trino, and the same people as `buildSegments` before anyone is excluded.
 *
 * Figures are doubles written with an exponent: without one they are decimals in both, and would round otherwise than here.
 */
export function segmentSql(plan: SegmentPlan): string {
  const ranked = 'SELECT customer_id, score, ROW_NUMBER() OVER (ORDER BY score DESC, lot) AS place, COUNT(*) OVER () AS people FROM scores';
  return `SELECT customer_id, score, place FROM (${ranked}) ranked WHERE ${condition(plan)}`;
}

function condition(plan: SegmentPlan): string {
  switch (plan.kind) {
    case 'top-share':
      return `place <= GREATEST(1E0, FLOOR(${double(plan.share)} * people + 5E-1))`;
    case 'threshold':
      return `score >= ${double(plan.minScore)}`;
    case 'decile':
      return `FLOOR((place - 1) * 1E1 / people) + 1E0 IN (${plan.deciles.map(double).join(', ')})`;
  }
}

const double = (value: number): string => value.toExponential().toUpperCase().replace('+', '');
