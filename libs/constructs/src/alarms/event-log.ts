import { CloudwatchLogGroup } from '@cdktf/provider-aws/lib/cloudwatch-log-group';
import { CloudwatchLogResourcePolicy } from '@cdktf/provider-aws/lib/cloudwatch-log-resource-policy';
import { Construct } from 'constructs';
import { policyDocument } from '../iam/policy-statement';
import { logKey } from '../keys/log-key';

export interface EventLogProps {
  name: string;
  region: string;
  account: string;
}

export const LOG_RETENTION_DAYS = 400;

/** A log group that keeps events of EventBridge, under a key of its own. */
export class EventLog extends Construct {
  readonly arn: string;

  constructor(scope: Construct, id: string, { name, region, account }: EventLogProps) {
    super(scope, id);
    const group = `arn:aws:logs:${region}:${account}:log-group:${name}`;
    const key = logKey(this, 'key', { name, region, account });
    this.arn = new CloudwatchLogGroup(this, 'group', { name, retentionInDays: LOG_RETENTION_DAYS, kmsKeyId: key.arn }).arn;
    new CloudwatchLogResourcePolicy(this, 'policy', {
      policyName: name.replaceAll('/', '-').slice(1),
      policyDocument: policyDocument([
        {
          Sid: 'Events',
          Effect: 'Allow',
          Principal: { Service: ['events.amazonaws.com', 'delivery.logs.amazonaws.com'] },
          Action: ['logs:CreateLogStream', 'logs:PutLogEvents'],
          Resource: `${group}:*`,
          Condition: { StringEquals: { 'aws:SourceAccount': account } },
        },
      ]),
    });
  }
}
