import { CloudcontrolapiResource } from '@cdktf/provider-aws/lib/cloudcontrolapi-resource';
import { Pinpointsmsvoicev2OptOutList } from '@cdktf/provider-aws/lib/pinpointsmsvoicev2-opt-out-list';
import { SnsTopic } from '@cdktf/provider-aws/lib/sns-topic';
import { SnsTopicPolicy } from '@cdktf/provider-aws/lib/sns-topic-policy';
import { SnsTopicSubscription } from '@cdktf/provider-aws/lib/sns-topic-subscription';
import { TerraformVariable } from 'cdktf';
import { Construct } from 'constructs';
import { policyDocument, type PolicyStatement } from '../iam/policy-statement';
import type { LambdaHome } from '../lambda-app/lambda-home';
import { CHANNELS } from '../names';

/** The service that tells what became of an SMS. */
export const TEXT_SERVICE = 'sms-voice.amazonaws.com';

const ORIGINATION = 'sms_origination_identity';
const IDENTITY = '^arn:aws:sms-voice:[a-z0-9-]+:[0-9]{12}:(phone-number|pool|sender-id)/.+$';

/** Every end of an SMS (client-pinpoint-sms-voice-v2, EventType); CloudFormation takes no TEXT_SENT. */
const EVENTS = [
  'TEXT_BLOCKED', 'TEXT_CARRIER_BLOCKED', 'TEXT_CARRIER_UNREACHABLE', 'TEXT_DELIVERED', 'TEXT_INVALID', 'TEXT_INVALID_MESSAGE',
  'TEXT_PROTECT_BLOCKED', 'TEXT_SPAM', 'TEXT_SUCCESSFUL', 'TEXT_TTL_EXPIRED', 'TEXT_UNKNOWN', 'TEXT_UNREACHABLE',
];

/**
 * SMS by End User Messaging: a list of those who said STOP, and what becomes of a message told to the feedback queue. Numbers and
 * sender ids are not made here: each must be registered with its country first.
 */
export class TextChannel extends Construct {
  readonly topicArn: string;
  /** The ARN of what messages come from, which whoever applies the stack says: the one that may be sent from. */
  readonly originationIdentity: string;
  readonly #home: LambdaHome;

  constructor(home: LambdaHome, id: string, feedbackQueueArn: string) {
    super(home, id);
    this.#home = home;
    const topic = new SnsTopic(this, 'topic', { name: 'parley-owner-text-feedback', kmsMasterKeyId: home.key.arn });
    this.topicArn = topic.arn;
    const identity = new TerraformVariable(this, 'origination-identity', {
      type: 'string',
      description: 'The ARN of the number, sender id or pool that SMS come from. Each country registers them.',
      validation: [{ condition: `\${can(regex("${IDENTITY}", var.${ORIGINATION}))}`, errorMessage: 'Give the ARN of a number, sender id or pool, such as arn:aws:sms-voice:eu-west-1:111122223333:pool/pool-0123: the role that sends may send from that one alone.' }],
    });
    identity.overrideLogicalId(ORIGINATION);
    this.originationIdentity = identity.stringValue;
    new SnsTopicPolicy(this, 'policy', {
      arn: topic.arn,
      policy: policyDocument([
        { Sid: 'Tell', Effect: 'Allow', Principal: { Service: TEXT_SERVICE }, Action: 'sns:Publish', Resource: topic.arn, Condition: { StringEquals: { 'aws:SourceAccount': home.party.account } } },
        { Sid: 'RefusePlainHttp', Effect: 'Deny', Principal: '*', Action: 'sns:Publish', Resource: topic.arn, Condition: { Bool: { 'aws:SecureTransport': 'false' } } },
      ]),
    });
    new SnsTopicSubscription(this, 'feedback', { topicArn: topic.arn, protocol: 'sqs', endpoint: feedbackQueueArn, rawMessageDelivery: true });
    new Pinpointsmsvoicev2OptOutList(this, 'opt-outs', { name: CHANNELS });
    // The provider's own type for it (5.100.0) knows no event destinations.
    new CloudcontrolapiResource(this, 'set', {
      typeName: 'AWS::SMSVOICE::ConfigurationSet',
      desiredState: JSON.stringify({
        ConfigurationSetName: CHANNELS,
        EventDestinations: [{ EventDestinationName: 'feedback', Enabled: true, MatchingEventTypes: EVENTS, SnsDestination: { TopicArn: topic.arn } }],
      }),
    });
  }

  /** What the one role that sends needs. */
  get send(): PolicyStatement[] {
    const { region, party } = this.#home;
    const sms = `arn:aws:sms-voice:${region}:${party.account}`;
    return [
      { Sid: 'SendText', Effect: 'Allow', Action: 'sms-voice:SendTextMessage', Resource: [`${sms}:configuration-set/${CHANNELS}`, this.originationIdentity] },
      { Sid: 'OptOuts', Effect: 'Allow', Action: 'sms-voice:DescribeOptedOutNumbers', Resource: `${sms}:opt-out-list/${CHANNELS}` },
    ];
  }
}
