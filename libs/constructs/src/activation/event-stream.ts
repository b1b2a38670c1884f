import { CloudwatchLogGroup } from '@cdktf/provider-aws/lib/cloudwatch-log-group';
import { CloudwatchLogStream } from '@cdktf/provider-aws/lib/cloudwatch-log-stream';
import { KinesisFirehoseDeliveryStream } from '@cdktf/provider-aws/lib/kinesis-firehose-delivery-stream';
import type { LambdaFunction } from '@cdktf/provider-aws/lib/lambda-function';
import { Construct } from 'constructs';
import { LOG_RETENTION_DAYS } from '../alarms/event-log';
import { metricAlarm } from '../alarms/metric-alarm';
import { LeastPrivilegeRole } from '../iam/least-privilege-role';
import type { PolicyStatement } from '../iam/policy-statement';
import type { LambdaHome } from '../lambda-app/lambda-home';
import { type BucketPlace, bucketAccess } from '../stores/bucket-access';

export interface EventStreamProps {
  name: string;
  place: BucketPlace;
  databaseName: string;
  tableName: string;
  /** Takes records in, and answers each with Ok, Dropped or ProcessingFailed. */
  transform: LambdaFunction;
}

/** Of the stream's log, which `LambdaHome` must know. */
export const streamLog = (name: string): string => `/aws/kinesisfirehose/${name}`;

/**
 * Firehose converts to Parquet in pieces of 64 MB or more. A function is called with up to 1 MB, so that its answer stays below 6 MB: that is
 * Firehose's own default, of which the provider reads nothing back, and so it is not written. Nor is 60 seconds, hence 61.
 */
const [PIECE_MB, PIECE_SECONDS, CALL_SECONDS] = [64, 300, 61];

/** First-party events on their way to the catalogue: put directly, judged by a function, kept as Parquet below `events/dt=…/`. What fails lies below `failed/`. */
export class EventStream extends Construct {
  constructor(home: LambdaHome, id: string, props: EventStreamProps) {
    super(home, id);
    const { region, key, topicArn } = home;
    const { name, place, databaseName, tableName, transform } = props;
    const log = new CloudwatchLogGroup(this, 'log', { name: streamLog(name), retentionInDays: LOG_RETENTION_DAYS, kmsKeyId: key.arn });
    const logStream = new CloudwatchLogStream(this, 'log-stream', { name: 'delivery', logGroupName: log.name });
    const { role } = new LeastPrivilegeRole(this, 'role', {
      name,
      description: 'Firehose brings events to the catalogue',
      trust: [{ Sid: 'Firehose', Effect: 'Allow', Principal: { Service: 'firehose.amazonaws.com' }, Action: 'sts:AssumeRole', Condition: { StringEquals: { 'sts:ExternalId': home.party.account } } }],
      statements: statements(home, props),
    });
    new KinesisFirehoseDeliveryStream(this, 'stream', {
      name,
      destination: 'extended_s3',
      serverSideEncryption: { enabled: true, keyType: 'CUSTOMER_MANAGED_CMK', keyArn: key.arn },
      extendedS3Configuration: {
        roleArn: role.arn,
        bucketArn: place.arn,
        kmsKeyArn: place.keyArn,
        prefix: 'events/dt=!{timestamp:yyyy-MM-dd}/',
        errorOutputPrefix: 'failed/!{firehose:error-output-type}/dt=!{timestamp:yyyy-MM-dd}/',
        bufferingSize: PIECE_MB,
        bufferingInterval: PIECE_SECONDS,
        cloudwatchLoggingOptions: { enabled: true, logGroupName: log.name, logStreamName: logStream.name },
        processingConfiguration: {
          enabled: true,
          processors: [
            {
              type: 'Lambda',
              parameters: [
                { parameterName: 'LambdaArn', parameterValue: `${transform.arn}:$LATEST` },
                { parameterName: 'BufferIntervalInSeconds', parameterValue: String(CALL_SECONDS) },
              ],
            },
          ],
        },
        dataFormatConversionConfiguration: {
          inputFormatConfiguration: { deserializer: { openXJsonSerDe: {} } },
          outputFormatConfiguration: { serializer: { parquetSerDe: { compression: 'SNAPPY' } } },
          schemaConfiguration: { databaseName, tableName, roleArn: role.arn, region, versionId: 'LATEST' },
        },
      },
    });
    metricAlarm(this, 'late', {
      name: `${name}-late`,
      meaning: `Events wait for more than an hour to be kept. The log ${streamLog(name)} says why.`,
      metric: { namespace: 'AWS/Firehose', metricName: 'DeliveryToS3.DataFreshness', dimensions: { DeliveryStreamName: name } },
      topicArn,
      above: 3600,
    });
  }

}

/** What a role needs to put events into a stream. */
export const putEvents = ({ region, party }: LambdaHome, stream: string): PolicyStatement[] => [
  { Sid: 'PutEvents', Effect: 'Allow', Action: 'firehose:PutRecordBatch', Resource: `arn:aws:firehose:${region}:${party.account}:deliverystream/${stream}` },
];

function statements({ region, party, key }: LambdaHome, { name, place, databaseName, tableName, transform }: EventStreamProps): PolicyStatement[] {
  const glue = `arn:aws:glue:${region}:${party.account}`;
  return [
    ...bucketAccess({ sid: 'Events', region, place, write: ['events/', 'failed/'] }),
    { Sid: 'Pieces', Effect: 'Allow', Action: 's3:AbortMultipartUpload', Resource: [`${place.arn}/events/*`, `${place.arn}/failed/*`] },
    { Sid: 'Place', Effect: 'Allow', Action: ['s3:GetBucketLocation', 's3:ListBucketMultipartUploads'], Resource: place.arn },
    { Sid: 'Transform', Effect: 'Allow', Action: ['lambda:GetFunctionConfiguration', 'lambda:InvokeFunction'], Resource: [transform.arn, `${transform.arn}:$LATEST`] },
    { Sid: 'Schema', Effect: 'Allow', Action: ['glue:GetTable', 'glue:GetTableVersion', 'glue:GetTableVersions'], Resource: [`${glue}:catalog`, `${glue}:database/${databaseName}`, `${glue}:table/${databaseName}/${tableName}`] },
    { Sid: 'Log', Effect: 'Allow', Action: 'logs:PutLogEvents', Resource: `arn:aws:logs:${region}:${party.account}:log-group:${streamLog(name)}:*` },
    { Sid: 'StreamKey', Effect: 'Allow', Action: ['kms:Decrypt', 'kms:GenerateDataKey'], Resource: key.arn, Condition: { StringEquals: { 'kms:ViaService': `firehose.${region}.amazonaws.com` } } },
  ];
}
