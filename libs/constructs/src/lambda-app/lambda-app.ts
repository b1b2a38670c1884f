import { CloudwatchLogGroup } from '@cdktf/provider-aws/lib/cloudwatch-log-group';
import { CloudwatchMetricAlarm } from '@cdktf/provider-aws/lib/cloudwatch-metric-alarm';
import { LambdaFunction } from '@cdktf/provider-aws/lib/lambda-function';
import { LambdaFunctionEventInvokeConfig } from '@cdktf/provider-aws/lib/lambda-function-event-invoke-config';
import { LambdaLayerVersion } from '@cdktf/provider-aws/lib/lambda-layer-version';
import { SqsQueue } from '@cdktf/provider-aws/lib/sqs-queue';
import { AssetType, Fn, TerraformAsset } from 'cdktf';
import { Construct } from 'constructs';
import { LOG_RETENTION_DAYS } from '../alarms/event-log';
import { LeastPrivilegeRole } from '../iam/least-privilege-role';
import type { PolicyStatement } from '../iam/policy-statement';
import { logKey } from '../keys/log-key';

export interface LambdaAppProps {
  /** Of the function, its log and its dead letters. */
  name: string;
  roleName: string;
  description: string;
  region: string;
  account: string;
  /** Zip with handler.js. */
  code: string;
  /** Zip of a layer. */
  layer?: string;
  environment: Readonly<Record<string, string>>;
  /** MB of memory, from 128 to 10,240, and of /tmp. */
  memoryMb: number;
  scratchMb: number;
  timeoutSeconds: number;
  /** How many may run at once. */
  concurrency: number;
  /** What it may do, besides writing its own log, its traces and its dead letters. */
  statements: readonly PolicyStatement[];
  topicArn: string;
}

const FORTNIGHT = 14 * 86_400;
const FIVE_MINUTES = 300;

/**
 * A Lambda function as every one of Parley's is: arm64, Node 22, traced, with a log that ends, a role that may do what it must
 * and no more, dead letters that wait two weeks, and alarms on errors, throttles and dead letters.
 *
 * @example
 * new LambdaApp(this, 'normalize', { name: 'parley-acme-normalize', code: await bundleFunction({ … }), … });
 */
export class LambdaApp extends Construct {
  readonly function: LambdaFunction;

  constructor(scope: Construct, id: string, props: LambdaAppProps) {
    super(scope, id);
    const { name, description, environment } = props;
    const group = new CloudwatchLogGroup(this, 'log', { name: `/aws/lambda/${name}`, retentionInDays: LOG_RETENTION_DAYS, kmsKeyId: logKey(this, 'log-key', { ...props, name: `/aws/lambda/${name}` }).arn });
    const dead = new SqsQueue(this, 'dead-letters', { name: `${name}-dead-letters`, sqsManagedSseEnabled: true, messageRetentionSeconds: FORTNIGHT });
    const { role } = new LeastPrivilegeRole(this, 'role', {
      name: props.roleName,
      description,
      trust: [{ Sid: 'Lambda', Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole', Condition: { StringEquals: { 'aws:SourceAccount': props.account } } }],
      statements: [...props.statements, ...ofEveryApp(props, dead.arn)],
      everyResource: { Trace: 'X-Ray knows no resource' },
    });
    const code = new TerraformAsset(this, 'code', { path: props.code, type: AssetType.FILE });
    this.function = new LambdaFunction(this, 'function', {
      functionName: name,
      description,
      role: role.arn,
      architectures: ['arm64'],
      runtime: 'nodejs22.x',
      handler: 'handler.handler',
      filename: code.path,
      sourceCodeHash: Fn.filebase64sha256(code.path),
      layers: props.layer === undefined ? [] : [this.#layer(name, props.layer).arn],
      environment: { variables: { ...environment } },
      memorySize: props.memoryMb,
      ephemeralStorage: { size: props.scratchMb },
      timeout: props.timeoutSeconds,
      reservedConcurrentExecutions: props.concurrency,
      tracingConfig: { mode: 'Active' },
      dependsOn: [group], // made by the first call it would have neither key nor end
    });
    new LambdaFunctionEventInvokeConfig(this, 'retries', { functionName: this.function.functionName, maximumRetryAttempts: 2, destinationConfig: { onFailure: { destination: dead.arn } } });
    const alarm = (what: string, meaning: string, metric: { namespace: string; metricName: string; dimensions: Record<string, string> }) =>
      new CloudwatchMetricAlarm(this, what, {
        alarmName: `${name}-${what}`,
        alarmDescription: meaning,
        ...metric,
        statistic: 'Maximum',
        period: FIVE_MINUTES,
        evaluationPeriods: 1,
        comparisonOperator: 'GreaterThanThreshold',
        threshold: 0,
        treatMissingData: 'notBreaching',
        alarmActions: [props.topicArn],
      });
    const ofFunction = { namespace: 'AWS/Lambda', dimensions: { FunctionName: this.function.functionName } };
    alarm('errors', `${name} failed and is tried again. Its log says why.`, { ...ofFunction, metricName: 'Errors' });
    alarm('throttles', `${name} had to wait: more came than may run at once.`, { ...ofFunction, metricName: 'Throttles' });
    alarm('dead', `${name} gave up on an event, which waits in ${name}-dead-letters for two weeks.`, { namespace: 'AWS/SQS', metricName: 'ApproximateNumberOfMessagesVisible', dimensions: { QueueName: dead.name } });
  }

  #layer(name: string, path: string): LambdaLayerVersion {
    const zip = new TerraformAsset(this, 'layer-code', { path, type: AssetType.FILE });
    return new LambdaLayerVersion(this, 'layer', {
      layerName: name,
      filename: zip.path,
      sourceCodeHash: Fn.filebase64sha256(zip.path),
      compatibleArchitectures: ['arm64'],
      compatibleRuntimes: ['nodejs22.x'],
    });
  }
}

function ofEveryApp({ name, region, account }: LambdaAppProps, deadLettersArn: string): PolicyStatement[] {
  return [
    { Sid: 'Log', Effect: 'Allow', Action: ['logs:CreateLogStream', 'logs:PutLogEvents'], Resource: `arn:aws:logs:${region}:${account}:log-group:/aws/lambda/${name}:*` },
    { Sid: 'Trace', Effect: 'Allow', Action: ['xray:PutTelemetryRecords', 'xray:PutTraceSegments'], Resource: '*' },
    { Sid: 'DeadLetters', Effect: 'Allow', Action: 'sqs:SendMessage', Resource: deadLettersArn },
  ];
}
