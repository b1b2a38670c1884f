import { CloudwatchLogGroup } from '@cdktf/provider-aws/lib/cloudwatch-log-group';
import { SfnStateMachine } from '@cdktf/provider-aws/lib/sfn-state-machine';
import { Construct } from 'constructs';
import { LOG_RETENTION_DAYS } from '../alarms/event-log';
import { metricAlarm } from '../alarms/metric-alarm';
import { LeastPrivilegeRole } from '../iam/least-privilege-role';
import type { PolicyStatement } from '../iam/policy-statement';
import type { LambdaHome } from '../lambda-app/lambda-home';

export interface StateMachineProps {
  name: string;
  /** Amazon States Language. */
  definition: object;
  /** What its tasks need. */
  statements: readonly PolicyStatement[];
}

/** Of the machine's log, which `LambdaHome` must know. */
export const machineLog = (name: string): string => `/aws/vendedlogs/states/${name}`;

/** The service that writes a machine's log, which the home's key must let in. */
export const LOG_DELIVERY = 'delivery.logs.amazonaws.com';

/**
 * A state machine whose every step is logged and traced, under the home's key, with alarms on runs that failed, ran out of time or were
 * not let in. Its steps hand on names of files, no rows, so its log holds nobody's data.
 */
export class StateMachine extends Construct {
  readonly arn: string;

  constructor(home: LambdaHome, id: string, { name, definition, statements }: StateMachineProps) {
    super(home, id);
    const { region, party, key, topicArn } = home;
    this.arn = `arn:aws:states:${region}:${party.account}:stateMachine:${name}`;
    const log = new CloudwatchLogGroup(this, 'log', { name: machineLog(name), retentionInDays: LOG_RETENTION_DAYS, kmsKeyId: key.arn });
    const { role } = new LeastPrivilegeRole(this, 'role', {
      name,
      description: `Runs the steps of ${name}`,
      trust: [{ Sid: 'StepFunctions', Effect: 'Allow', Principal: { Service: 'states.amazonaws.com' }, Action: 'sts:AssumeRole', Condition: { StringEquals: { 'aws:SourceAccount': party.account }, ArnEquals: { 'aws:SourceArn': this.arn } } }],
      statements: [...statements, ...ofEveryMachine(this.arn, home)],
      everyResource: { LogDelivery: 'CloudWatch knows no resource for log deliveries', Trace: 'X-Ray knows no resource' },
    });
    new SfnStateMachine(this, 'machine', {
      name,
      roleArn: role.arn,
      definition: JSON.stringify(definition),
      type: 'STANDARD', // a person's approval may take days, which an express machine does not wait
      tracingConfiguration: { enabled: true },
      loggingConfiguration: { level: 'ALL', includeExecutionData: true, logDestination: `${log.arn}:*` },
      encryptionConfiguration: { type: 'CUSTOMER_MANAGED_KMS_KEY', kmsKeyId: key.arn, kmsDataKeyReusePeriodSeconds: 300 },
    });
    const alarm = (metricName: string, meaning: string): void =>
      metricAlarm(this, metricName, { name: `${name}-${metricName}`, meaning, metric: { namespace: 'AWS/States', metricName, dimensions: { StateMachineArn: this.arn } }, topicArn, statistic: 'Sum' });
    alarm('ExecutionsFailed', `A run of ${name} failed, or was refused. Its last state says why; a run that is started again goes on where it broke.`);
    alarm('ExecutionsTimedOut', `A run of ${name} ran out of time, perhaps waiting for an approval that nobody gave.`);
    alarm('ExecutionThrottled', `Step Functions made ${name} wait: more runs or steps than the account may have.`);
  }
}

function ofEveryMachine(arn: string, { region, party, key }: LambdaHome): PolicyStatement[] {
  const delivery = ['CreateLogDelivery', 'DeleteLogDelivery', 'DescribeLogGroups', 'DescribeResourcePolicies', 'GetLogDelivery', 'ListLogDeliveries', 'PutResourcePolicy', 'UpdateLogDelivery'];
  return [
    { Sid: 'LogDelivery', Effect: 'Allow', Action: delivery.map((action) => `logs:${action}`), Resource: '*' },
    { Sid: 'Trace', Effect: 'Allow', Action: ['xray:GetSamplingRules', 'xray:GetSamplingTargets', 'xray:PutTelemetryRecords', 'xray:PutTraceSegments'], Resource: '*' },
    { Sid: 'OwnKey', Effect: 'Allow', Action: ['kms:Decrypt', 'kms:GenerateDataKey'], Resource: key.arn, Condition: { StringEquals: { 'kms:EncryptionContext:aws:states:stateMachineArn': arn } } },
    { Sid: 'LogKey', Effect: 'Allow', Action: 'kms:GenerateDataKey', Resource: key.arn, Condition: { StringLike: { 'kms:EncryptionContext:SourceArn': `arn:aws:logs:${region}:${party.account}:*` } } },
  ];
}
