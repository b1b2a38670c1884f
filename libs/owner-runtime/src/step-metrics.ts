import { MetricUnit, type Metrics } from '@aws-lambda-powertools/metrics';

/** Counts of a step's answer that are worth an alarm or a line on a dashboard, by member. */
const COUNTED: Readonly<Record<string, string>> = { rows: 'Rows', audience: 'Audience', sent: 'Sent', failed: 'Failed', unknown: 'UnknownOutcomes' };

/** Adds what a step counted; nothing of a person is a metric, and no run's id a dimension. */
export function addStepMetrics(metrics: Metrics, answer: unknown, seconds: number): void {
  metrics.addMetric('StepSeconds', MetricUnit.Seconds, seconds);
  if (typeof answer !== 'object' || answer === null) return;
  for (const [member, value] of Object.entries(answer)) {
    const name = COUNTED[member];
    if (name !== undefined && typeof value === 'number') metrics.addMetric(name, MetricUnit.Count, value);
  }
  const { matched } = answer as { matched?: { byAnalysis: number[] }[] };
  if (Array.isArray(matched)) metrics.addMetric('Matched', MetricUnit.Count, matched.flatMap(({ byAnalysis }) => byAnalysis).reduce((sum, one) => sum + one, 0));
}
