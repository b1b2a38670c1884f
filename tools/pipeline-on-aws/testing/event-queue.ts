import { EventBridge } from '@aws-sdk/client-eventbridge';
import type { LocalCloud } from './local-cloud';
import { REGION } from './local-cloud';

/** An event as a rule's target gets it. */
export interface BusEvent<Detail> {
  id: string;
  account: string;
  detail: Detail;
}

/** A bus, and a queue behind a rule of it. */
export interface EventQueue {
  busArn: string;
  /** Takes what has arrived. */
  take<Detail>(): Promise<BusEvent<Detail>[]>;
}

/** Whom it comes from is AWS's own word, which the rules of the stacks go by too. */
const WHAT_IS_SEEN = { InputPathsMap: { account: '$.account', detail: '$.detail', id: '$.id' }, InputTemplate: '{"id":"<id>","account":"<account>","detail":<detail>}' };

export async function eventQueue(cloud: LocalCloud, account: string, Name: string, pattern: object): Promise<EventQueue> {
  const events = new EventBridge(cloud.as(account));
  const sqs = queueCalls(cloud.moto, account);
  const { EventBusArn: busArn = '' } = await events.createEventBus({ Name });
  const { QueueUrl } = await sqs<{ QueueUrl: string }>('CreateQueue', { QueueName: `${Name}-seen` });
  await events.putRule({ Name: `${Name}-seen`, EventBusName: Name, EventPattern: JSON.stringify(pattern) });
  await events.putTargets({ Rule: `${Name}-seen`, EventBusName: Name, Targets: [{ Id: 'queue', Arn: `arn:aws:sqs:${REGION}:${account}:${Name}-seen`, InputTransformer: WHAT_IS_SEEN }] });
  const take = async <Detail>(): Promise<BusEvent<Detail>[]> => {
    const taken: BusEvent<Detail>[] = [];
    for (;;) {
      const { Messages = [] } = await sqs<{ Messages?: { Body: string }[] }>('ReceiveMessage', { QueueUrl, MaxNumberOfMessages: 10, VisibilityTimeout: 600 });
      if (Messages.length === 0) return taken;
      taken.push(...Messages.map(({ Body }) => JSON.parse(Body) as BusEvent<Detail>));
    }
  };
  return { busArn, take };
}

/** SQS at moto, which verifies no signature: the workspace has no client of SQS, and only this test reads a queue. */
function queueCalls(moto: string, account: string): <Answer>(action: string, input: object) => Promise<Answer> {
  return async <Answer>(action: string, input: object) => {
    const headers = {
      'content-type': 'application/x-amz-json-1.0',
      'x-amz-target': `AmazonSQS.${action}`,
      'x-moto-account-id': account,
      authorization: `AWS4-HMAC-SHA256 Credential=${account}/20260101/${REGION}/sqs/aws4_request, SignedHeaders=host, Signature=0`,
    };
    const response = await fetch(moto, { method: 'POST', headers, body: JSON.stringify(input) });
    if (!response.ok) throw new Error(`SQS ${action}: ${await response.text()}`);
    return (await response.json()) as Answer;
  };
}
