import { SqsQueuePolicy } from '@cdktf/provider-aws/lib/sqs-queue-policy';
import type { SqsQueue } from '@cdktf/provider-aws/lib/sqs-queue';
import type { Construct } from 'constructs';
import { policyDocument, type ResourceStatement } from '../iam/policy-statement';

/** Lets services put messages into a queue, each from named sources alone, and nobody over plain HTTP. */
export function queuePolicy(scope: Construct, id: string, queue: SqsQueue, from: Readonly<Record<string, readonly string[]>>): void {
  const statements = Object.entries(from).map(([service, sources], index): ResourceStatement => ({
    Sid: `Source${index}`,
    Effect: 'Allow',
    Principal: { Service: service },
    Action: 'sqs:SendMessage',
    Resource: queue.arn,
    Condition: { ArnLike: { 'aws:SourceArn': [...sources] } },
  }));
  const refusePlainHttp: ResourceStatement = { Sid: 'RefusePlainHttp', Effect: 'Deny', Principal: '*', Action: 'sqs:SendMessage', Resource: queue.arn, Condition: { Bool: { 'aws:SecureTransport': 'false' } } };
  new SqsQueuePolicy(scope, id, { queueUrl: queue.url, policy: policyDocument([...statements, refusePlainHttp]) });
}
