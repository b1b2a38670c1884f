import { MetricUnit, type Metrics } from '@aws-lambda-powertools/metrics';
import { isParleyError } from '@parley/errors';
import { WATCHED_METRICS } from '@parley/pipeline';

/** Counts of a step's answer that are worth an alarm or a line on a dashboard, by member. */
const COUNTED: Readonly<Record<string, string>> = { rows: 'Rows', stopped: WATCHED_METRICS.stopped, deadLetters: WATCHED_METRICS.deadLetters };

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

/** Refusals that wait for a person, by code. */
const HELD: Readonly<Record<string, string>> = { ACTIVATION_VOLUME_LIMIT: WATCHED_METRICS.overVolume };

export function addFailureMetrics(metrics: Metrics, error: unknown): void {
  metrics.addMetric('StepFailed', MetricUnit.Count, 1);
  const held = isParleyError(error) ? HELD[error.code] : undefined;
  if (held !== undefined) metrics.addMetric(held, MetricUnit.Count, 1);
}
