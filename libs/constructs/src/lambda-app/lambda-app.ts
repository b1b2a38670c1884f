import { CloudwatchLogGroup } from '@cdktf/provider-aws/lib/cloudwatch-log-group';
import { LambdaFunction } from '@cdktf/provider-aws/lib/lambda-function';
import { LambdaFunctionEventInvokeConfig } from '@cdktf/provider-aws/lib/lambda-function-event-invoke-config';
import type { LambdaLayerVersion } from '@cdktf/provider-aws/lib/lambda-layer-version';
import { AssetType, Fn, TerraformAsset } from 'cdktf';
import { Construct } from 'constructs';
import { LOG_RETENTION_DAYS } from '../alarms/event-log';
import { metricAlarm } from '../alarms/metric-alarm';
import { LeastPrivilegeRole } from '../iam/least-privilege-role';
import type { PolicyStatement } from '../iam/policy-statement';
import type { LambdaHome } from './lambda-home';

/** How much of the machine a function gets. */
export interface LambdaSize {
  /** MB of memory, from 128 to 10,240. */
  memoryMb: number;
  /** MB of /tmp, from 512 to 10,240. */
  scratchMb?: number;
  timeoutSeconds: number;
  /** How many may run at once. */
  concurrency: number;
}

export interface LambdaAppProps extends LambdaSize {
  /** Of the function, its role and its log. */
  name: string;
  description: string;
  /** Zip with handler.js. */
  code: string;
  layer?: LambdaLayerVersion;
  environment: Readonly<Record<string, string>>;
  /** What it may do, besides writing its own log, its traces and its dead letters. */
  statements: readonly PolicyStatement[];
  /** Sids of statements that name every resource, each with the reason: AWS has none narrower for the action. */
  everyResource?: Readonly<Record<string, string>>;
}

const LEAST_SCRATCH_MB = 512;

/**
 * A Lambda function as every one of Parley's is: arm64, Node 22, traced, with a log that ends, settings under its stack's key, a
 * role that may do what it must and no more, a place for what it fails on, and alarms on errors and throttles.
 *
 * @example
 * new LambdaApp(home, 'normalize', { name: 'parley-acme-normalize', code: await bundleFunction({ … }), … });
 */
export class LambdaApp extends Construct {
  readonly function: LambdaFunction;
  readonly roleArn: string;

  constructor(home: LambdaHome, id: string, props: LambdaAppProps) {
    super(home, id);
    const { name, description, environment } = props;
    const group = new CloudwatchLogGroup(this, 'log', { name: `/aws/lambda/${name}`, retentionInDays: LOG_RETENTION_DAYS, kmsKeyId: home.key.arn });
    const { role, policy } = new LeastPrivilegeRole(this, 'role', {
      name,
      description,
      trust: [{ Sid: 'Lambda', Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole', Condition: { StringEquals: { 'aws:SourceAccount': home.party.account } } }],
      statements: [...props.statements, ...ofEveryApp(name, home)],
      everyResource: { ...props.everyResource, Trace: 'X-Ray knows no resource' },
    });
    this.roleArn = role.arn;
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
      layers: props.layer === undefined ? [] : [props.layer.arn],
      environment: { variables: { ...environment } },
      kmsKeyArn: home.key.arn,
      memorySize: props.memoryMb,
      ephemeralStorage: { size: props.scratchMb ?? LEAST_SCRATCH_MB },
      timeout: props.timeoutSeconds,
      reservedConcurrentExecutions: props.concurrency,
      tracingConfig: { mode: 'Active' },
      dependsOn: [group, policy], // a log made by the first call has neither key nor end; what calls the function looks whether its role may be called so
    });
    const { functionName } = this.function;
    new LambdaFunctionEventInvokeConfig(this, 'retries', { functionName, maximumRetryAttempts: 2, destinationConfig: { onFailure: { destination: home.deadLetters.arn } } });
    const alarm = (metricName: string, meaning: string): void =>
      metricAlarm(this, metricName.toLowerCase(), { name: `${name}-${metricName.toLowerCase()}`, meaning, metric: { namespace: 'AWS/Lambda', metricName, dimensions: { FunctionName: functionName } }, topicArn: home.topicArn });
    alarm('Errors', `${name} failed. Its log says why, without anybody's data.`);
    alarm('Throttles', `${name} had to wait: more came than may run at once.`);
  }
}

function ofEveryApp(name: string, { region, party, key, deadLetters }: LambdaHome): PolicyStatement[] {
  return [
    { Sid: 'Log', Effect: 'Allow', Action: ['logs:CreateLogStream', 'logs:PutLogEvents'], Resource: `arn:aws:logs:${region}:${party.account}:log-group:/aws/lambda/${name}:*` },
    { Sid: 'Trace', Effect: 'Allow', Action: ['xray:PutTelemetryRecords', 'xray:PutTraceSegments'], Resource: '*' },
    { Sid: 'DeadLetters', Effect: 'Allow', Action: 'sqs:SendMessage', Resource: deadLetters.arn },
    {
      Sid: 'HomeKey',
      Effect: 'Allow',
      Action: ['kms:Decrypt', 'kms:GenerateDataKey'],
      Resource: key.arn,
      Condition: { StringEquals: { 'kms:ViaService': [`sqs.${region}.amazonaws.com`, `lambda.${region}.amazonaws.com`] } },
    },
  ];
}
