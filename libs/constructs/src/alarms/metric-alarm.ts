import { CloudwatchMetricAlarm } from '@cdktf/provider-aws/lib/cloudwatch-metric-alarm';
import type { Construct } from 'constructs';

export interface MetricAlarmProps {
  name: string;
  /** What it means and what to do: the text of the alarm's mail. */
  meaning: string;
  metric: { namespace: string; metricName: string; dimensions?: Record<string, string> };
  topicArn: string;
  /** More than so many within five minutes alarms; none does by default. */
  above?: number;
  statistic?: 'Maximum' | 'Sum';
}

const FIVE_MINUTES = 300;

/** An alarm on a figure, AWS's or our functions' own, that should be nought, or no more than so much, within five minutes. */
export function metricAlarm(scope: Construct, id: string, { name, meaning, metric, topicArn, above = 0, statistic = 'Maximum' }: MetricAlarmProps): void {
  new CloudwatchMetricAlarm(scope, id, {
    alarmName: name,
    alarmDescription: meaning,
    ...metric,
    statistic,
    period: FIVE_MINUTES,
    evaluationPeriods: 1,
    comparisonOperator: 'GreaterThanThreshold',
    threshold: above,
    treatMissingData: 'notBreaching',
    alarmActions: [topicArn],
  });
}
