import { CloudwatchEventRule } from '@cdktf/provider-aws/lib/cloudwatch-event-rule';
import { CloudwatchEventTarget } from '@cdktf/provider-aws/lib/cloudwatch-event-target';
import { CloudwatchMetricAlarm } from '@cdktf/provider-aws/lib/cloudwatch-metric-alarm';
import { Construct } from 'constructs';
import type { EventLog } from './event-log';

export interface EventAlarmProps {
  name: string;
  /** What it means and what to do: the text of the alarm's mail. */
  meaning: string;
  detailTypes: readonly string[];
  /** Absent: any such event is told. Else their absence for so many days is, 7 at most. */
  absentForDays?: number;
  log: EventLog;
  topicArn: string;
}

const [MINUTE, DAY] = [60, 86_400];

/**
 * An alarm on events of Clean Rooms, or on their absence; at most one mail a minute. EventBridge delivers them as well as it can and no better: the
 * query log, not this, is the record.
 */
export class EventAlarm extends Construct {
  constructor(scope: Construct, id: string, { name, meaning, detailTypes, absentForDays, log, topicArn }: EventAlarmProps) {
    super(scope, id);
    const eventPattern = JSON.stringify({ source: ['aws.cleanrooms'], 'detail-type': detailTypes });
    const rule = new CloudwatchEventRule(this, 'rule', { name, description: meaning, eventPattern });
    new CloudwatchEventTarget(this, 'kept', { rule: rule.name, arn: log.arn });
    new CloudwatchMetricAlarm(this, 'alarm', {
      alarmName: name,
      alarmDescription: meaning,
      namespace: 'AWS/Events',
      metricName: 'TriggeredRules',
      dimensions: { RuleName: rule.name },
      statistic: 'Sum',
      threshold: 0,
      alarmActions: [topicArn],
      ...(absentForDays === undefined
        ? { period: MINUTE, evaluationPeriods: 1, comparisonOperator: 'GreaterThanThreshold', treatMissingData: 'notBreaching' }
        : { period: DAY, evaluationPeriods: absentForDays, comparisonOperator: 'LessThanOrEqualToThreshold', treatMissingData: 'breaching' }),
    });
  }
}
