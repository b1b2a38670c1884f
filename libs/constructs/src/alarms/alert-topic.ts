import { SnsTopic } from '@cdktf/provider-aws/lib/sns-topic';
import { SnsTopicPolicy } from '@cdktf/provider-aws/lib/sns-topic-policy';
import { SnsTopicSubscription } from '@cdktf/provider-aws/lib/sns-topic-subscription';
import type { Party } from '@parley/contract';
import { Construct } from 'constructs';
import { policyDocument } from '../iam/policy-statement';
import { EncryptionKey } from '../keys/encryption-key';

export interface AlertTopicProps {
  party: Party;
  name: string;
  /** Services that publish, of this account alone. */
  publishers?: readonly string[];
}

export const CLOUD_WATCH = 'cloudwatch.amazonaws.com';

/** Where a party's alarms go: a topic under its own key, which only services of the same account may publish to; on to `alertEmail` where the party names one. */
export class AlertTopic extends Construct {
  readonly arn: string;

  constructor(scope: Construct, id: string, { party, name, publishers = [CLOUD_WATCH] }: AlertTopicProps) {
    super(scope, id);
    const ofTheAccount = { StringEquals: { 'aws:SourceAccount': party.account } };
    const services = { Service: [...publishers] };
    const { key } = new EncryptionKey(this, 'key', {
      account: party.account,
      purpose: `Alarms of ${party.name} for Parley`,
      alias: name,
      statements: [{ Sid: 'Alarms', Effect: 'Allow', Principal: services, Action: ['kms:Decrypt', 'kms:GenerateDataKey'], Resource: '*', Condition: ofTheAccount }],
    });
    const topic = new SnsTopic(this, 'topic', { name, kmsMasterKeyId: key.arn });
    new SnsTopicPolicy(this, 'policy', {
      arn: topic.arn,
      policy: policyDocument([
        { Sid: 'Alarms', Effect: 'Allow', Principal: services, Action: 'sns:Publish', Resource: topic.arn, Condition: ofTheAccount },
        { Sid: 'RefusePlainHttp', Effect: 'Deny', Principal: '*', Action: 'sns:Publish', Resource: topic.arn, Condition: { Bool: { 'aws:SecureTransport': 'false' } } },
      ]),
    });
    if (party.alertEmail) new SnsTopicSubscription(this, 'email', { topicArn: topic.arn, protocol: 'email', endpoint: party.alertEmail });
    this.arn = topic.arn;
  }
}
