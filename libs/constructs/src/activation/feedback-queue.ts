import { LambdaEventSourceMapping } from '@cdktf/provider-aws/lib/lambda-event-source-mapping';
import type { LambdaFunction } from '@cdktf/provider-aws/lib/lambda-function';
import type { SqsQueue } from '@cdktf/provider-aws/lib/sqs-queue';
import { Construct } from 'constructs';
import { metricAlarm } from '../alarms/metric-alarm';
import type { PolicyStatement } from '../iam/policy-statement';
import type { LambdaHome } from '../lambda-app/lambda-home';
import { queuePolicy } from '../queues/queue-policy';
import { sealedQueue } from '../queues/sealed-queue';

/** Six times the minute that the function has, as AWS advises. */
const HIDDEN_SECONDS = 360;
const HOUR = 3600;
/** A call takes what five seconds bring, up to ten messages; of calls there are as many at once as the function may run. */
const [MESSAGES, GATHER_SECONDS] = [10, 5];

/** What became of messages, as each channel tells it, until it is taken in: a burst of bounces waits here and is not lost. */
export class FeedbackQueue extends Construct {
  readonly queue: SqsQueue;
  readonly #home: LambdaHome;

  constructor(home: LambdaHome, id: string, name: string) {
    super(home, id);
    this.#home = home;
    this.queue = sealedQueue(this, 'queue', { name, keyArn: home.key.arn, deadLettersArn: home.deadLetters.arn, hiddenSeconds: HIDDEN_SECONDS });
    metricAlarm(this, 'late', {
      name: `${name}-late`,
      meaning: `What became of messages waits in ${name} for more than an hour: bounces and complaints are not heeded meanwhile.`,
      metric: { namespace: 'AWS/SQS', metricName: 'ApproximateAgeOfOldestMessage', dimensions: { QueueName: name } },
      topicArn: home.topicArn,
      above: HOUR,
    });
  }

  /** Says who may put messages in: services, each from named sources. */
  takesFrom(sources: Readonly<Record<string, readonly string[]>>): void {
    queuePolicy(this, 'policy', this.queue, sources);
  }

  /** Has a function called with what waits. A message that it fails on comes again, alone; after the third time it lies with the dead letters. */
  takenBy(taker: LambdaFunction, concurrency: number): void {
    new LambdaEventSourceMapping(this, 'taken', {
      eventSourceArn: this.queue.arn,
      functionName: taker.arn,
      batchSize: MESSAGES,
      maximumBatchingWindowInSeconds: GATHER_SECONDS,
      functionResponseTypes: ['ReportBatchItemFailures'],
      scalingConfig: { maximumConcurrency: concurrency },
    });
  }

  /** What a role needs to take messages out. */
  get take(): PolicyStatement[] {
    const { region, key } = this.#home;
    return [
      { Sid: 'TakeFeedback', Effect: 'Allow', Action: ['sqs:ChangeMessageVisibility', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes', 'sqs:ReceiveMessage'], Resource: this.queue.arn },
      { Sid: 'FeedbackKey', Effect: 'Allow', Action: 'kms:Decrypt', Resource: key.arn, Condition: { StringEquals: { 'kms:ViaService': `sqs.${region}.amazonaws.com` } } },
    ];
  }
}
