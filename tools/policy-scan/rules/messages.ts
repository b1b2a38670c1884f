import { isOwnKey } from '../plan/own-key';
import type { Rule } from '../rule';

/** Topics and queues. Their policies are judged with all others. */
export const MESSAGE_RULES: readonly Rule[] = [
  {
    id: 'SNS_OWN_KEY',
    like: ['CKV_AWS_26'],
    types: ['aws_sns_topic'],
    says: "a topic's messages are encrypted under a key of its owner's",
    repair: "set kms_master_key_id to a key of the stack's; AWS's own alias/aws/sns lets no alarm publish",
    holds: (topic, plan) => isOwnKey(topic, 'kms_master_key_id', plan),
  },
  {
    id: 'SNS_NO_PLAIN_HTTP',
    types: ['aws_sns_topic_subscription'],
    says: 'no subscriber gets messages over plain HTTP',
    repair: 'subscribe an https address, an e-mail address, a queue or a function',
    holds: (subscription) => subscription.has('protocol') && subscription.text('protocol') !== 'http',
  },
  {
    id: 'SQS_OWN_KEY',
    like: ['CKV_AWS_27', 'CKV2_AWS_73'],
    types: ['aws_sqs_queue'],
    says: "a queue's messages are encrypted under a key of its owner's",
    repair: "set kms_master_key_id to a key of the stack's",
    holds: (queue, plan) => isOwnKey(queue, 'kms_master_key_id', plan),
  },
];
