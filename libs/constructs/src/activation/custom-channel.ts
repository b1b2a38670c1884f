import { CloudwatchEventBus } from '@cdktf/provider-aws/lib/cloudwatch-event-bus';
import { Construct } from 'constructs';
import { queueTarget } from '../events/queue-target';
import type { PolicyStatement } from '../iam/policy-statement';
import type { LambdaHome } from '../lambda-app/lambda-home';
import { CUSTOM_BUS } from '../names';
import { queuePolicy } from '../queues/queue-policy';
import { sealedQueue } from '../queues/sealed-queue';

/** Source and detail-type of a message by the custom channel. */
export const CUSTOM_EVENT = { source: 'parley.owner', detailType: 'Parley Message' } as const;

/** A channel of the owner's own making: an event a message, on a bus of its own, and a queue that holds them for whoever sends them on. */
export class CustomChannel extends Construct {
  readonly #busArn: string;

  constructor(home: LambdaHome, id: string) {
    super(home, id);
    const bus = new CloudwatchEventBus(this, 'bus', { name: CUSTOM_BUS, description: 'Messages of the custom channel' });
    this.#busArn = bus.arn;
    const queue = sealedQueue(this, 'messages', { name: `${CUSTOM_BUS}-messages`, keyArn: home.key.arn });
    const ruleArn = queueTarget(this, 'kept', {
      name: `${CUSTOM_BUS}-messages`,
      description: 'Messages wait for what sends them on',
      busName: bus.name,
      pattern: { source: [CUSTOM_EVENT.source], 'detail-type': [CUSTOM_EVENT.detailType] },
      queueArn: queue.arn,
    });
    queuePolicy(this, 'messages-policy', queue, { 'events.amazonaws.com': [ruleArn] });
  }

  /** What the one role that sends needs. */
  get send(): PolicyStatement[] {
    return [{ Sid: 'SendCustom', Effect: 'Allow', Action: 'events:PutEvents', Resource: this.#busArn, Condition: { StringEquals: { 'events:source': CUSTOM_EVENT.source, 'events:detail-type': CUSTOM_EVENT.detailType } } }];
  }
}
