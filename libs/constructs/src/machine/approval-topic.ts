import { SnsTopic } from '@cdktf/provider-aws/lib/sns-topic';
import { SnsTopicPolicy } from '@cdktf/provider-aws/lib/sns-topic-policy';
import { SnsTopicSubscription } from '@cdktf/provider-aws/lib/sns-topic-subscription';
import { Construct } from 'constructs';
import { policyDocument, type PolicyStatement } from '../iam/policy-statement';
import type { LambdaHome } from '../lambda-app/lambda-home';

/** Where people are asked to approve what a run would send: figures and names of segments, nobody's data. */
export class ApprovalTopic extends Construct {
  /** As plain text: in the machine's definition a reference of Terraform's would read as a path. */
  readonly arn: string;
  /** What the machine needs to ask. */
  readonly statements: readonly PolicyStatement[];

  constructor(home: LambdaHome, id: string, name: string) {
    super(home, id);
    const { party, key, region } = home;
    const topic = new SnsTopic(this, 'topic', { name, kmsMasterKeyId: key.arn });
    this.arn = `arn:aws:sns:${region}:${party.account}:${name}`;
    new SnsTopicPolicy(this, 'policy', {
      arn: topic.arn,
      policy: policyDocument([{ Sid: 'RefusePlainHttp', Effect: 'Deny', Principal: '*', Action: 'sns:Publish', Resource: topic.arn, Condition: { Bool: { 'aws:SecureTransport': 'false' } } }]),
    });
    if (party.alertEmail) new SnsTopicSubscription(this, 'email', { topicArn: topic.arn, protocol: 'email', endpoint: party.alertEmail });
    this.statements = [
      { Sid: 'AskApproval', Effect: 'Allow', Action: 'sns:Publish', Resource: topic.arn },
      { Sid: 'ApprovalKey', Effect: 'Allow', Action: ['kms:Decrypt', 'kms:GenerateDataKey'], Resource: key.arn, Condition: { StringEquals: { 'kms:ViaService': `sns.${region}.amazonaws.com` } } },
    ];
  }
}
