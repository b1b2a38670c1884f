import { CloudwatchEventRule } from '@cdktf/provider-aws/lib/cloudwatch-event-rule';
import { CloudwatchEventTarget } from '@cdktf/provider-aws/lib/cloudwatch-event-target';
import type { Construct } from 'constructs';

export interface QueueTargetProps {
  name: string;
  description: string;
  /** Absent: the account's own bus, where AWS's services speak. */
  busName?: string;
  pattern: { source: readonly string[]; [part: string]: unknown };
  queueArn: string;
}

/** A rule that puts the events it catches into a queue, which must let `events.amazonaws.com` in. Gives the rule's ARN. */
export function queueTarget(scope: Construct, id: string, { name, description, busName, pattern, queueArn }: QueueTargetProps): string {
  const bus = busName === undefined ? {} : { eventBusName: busName };
  const rule = new CloudwatchEventRule(scope, `${id}-rule`, { name, description, ...bus, eventPattern: JSON.stringify(pattern) });
  new CloudwatchEventTarget(scope, `${id}-target`, { rule: rule.name, ...bus, arn: queueArn });
  return rule.arn;
}
