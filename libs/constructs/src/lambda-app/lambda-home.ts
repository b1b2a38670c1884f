import type { KmsKey } from '@cdktf/provider-aws/lib/kms-key';
import type { SqsQueue } from '@cdktf/provider-aws/lib/sqs-queue';
import type { Party } from '@parley/contract';
import { Construct } from 'constructs';
import { metricAlarm } from '../alarms/metric-alarm';
import type { ResourceStatement } from '../iam/policy-statement';
import { EncryptionKey } from '../keys/encryption-key';
import { sealedQueue } from '../queues/sealed-queue';

export interface LambdaHomeProps {
  party: Party;
  region: string;
  /** Begins the names of all that lives here; functions are called `<prefix>-<app>`. */
  name: string;
  /** Names of the functions' logs, as an ARN's end, such as `/aws/lambda/parley-owner-*`. */
  logs: readonly string[];
  topicArn: string;
  /** Services that put messages into queues under this key. */
  senders?: readonly string[];
}

/**
 * What the functions of a stack share: a key for their logs, their environments and what they failed on; a queue where that
 * waits for two weeks; and the topic that their alarms go to.
 */
export class LambdaHome extends Construct {
  readonly party: Party;
  readonly region: string;
  readonly name: string;
  readonly topicArn: string;
  readonly key: KmsKey;
  readonly deadLetters: SqsQueue;

  constructor(scope: Construct, id: string, props: LambdaHomeProps) {
    super(scope, id);
    const { party, name } = props;
    ({ party: this.party, region: this.region, name: this.name, topicArn: this.topicArn } = props);
    this.key = new EncryptionKey(this, 'key', { account: party.account, purpose: `Logs, settings and failures of ${name}`, alias: name, statements: services(props) }).key;
    this.deadLetters = sealedQueue(this, 'dead-letters', { name: `${name}-dead-letters`, keyArn: this.key.arn });
    metricAlarm(this, 'dead', {
      name: `${name}-dead-letters`,
      meaning: `A function of ${name} gave up on an event, which waits in ${name}-dead-letters for two weeks. Mend the cause, then send it again.`,
      metric: { namespace: 'AWS/SQS', metricName: 'ApproximateNumberOfMessagesVisible', dimensions: { QueueName: this.deadLetters.name } },
      topicArn: this.topicArn,
    });
  }
}

function services({ party, region, logs, senders = [] }: LambdaHomeProps): ResourceStatement[] {
  const { account } = party;
  const log: ResourceStatement = {
    Sid: 'Logs',
    Effect: 'Allow',
    Principal: { Service: `logs.${region}.amazonaws.com` },
    Action: ['kms:Encrypt', 'kms:Decrypt', 'kms:ReEncryptFrom', 'kms:ReEncryptTo', 'kms:GenerateDataKey', 'kms:DescribeKey'],
    Resource: '*',
    Condition: { ArnLike: { 'kms:EncryptionContext:aws:logs:arn': logs.map((one) => `arn:aws:logs:${region}:${account}:log-group:${one}`) } },
  };
  const send: ResourceStatement = {
    Sid: 'Senders',
    Effect: 'Allow',
    Principal: { Service: [...senders] },
    Action: ['kms:Decrypt', 'kms:GenerateDataKey'],
    Resource: '*',
    Condition: { StringEquals: { 'aws:SourceAccount': account } },
  };
  return senders.length === 0 ? [log] : [log, send];
}
