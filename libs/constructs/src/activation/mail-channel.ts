import { Sesv2ConfigurationSet } from '@cdktf/provider-aws/lib/sesv2-configuration-set';
import { Sesv2ConfigurationSetEventDestination } from '@cdktf/provider-aws/lib/sesv2-configuration-set-event-destination';
import { Sesv2EmailIdentity } from '@cdktf/provider-aws/lib/sesv2-email-identity';
import { TerraformOutput, Token } from 'cdktf';
import { Construct } from 'constructs';
import { metricAlarm } from '../alarms/metric-alarm';
import { queueTarget } from '../events/queue-target';
import type { PolicyStatement } from '../iam/policy-statement';
import type { LambdaHome } from '../lambda-app/lambda-home';
import { CHANNELS } from '../names';

export interface MailChannelProps {
  /** Domains that campaigns are sent from. */
  domains: readonly string[];
  feedbackQueueArn: string;
}

const EVENTS = ['BOUNCE', 'CLICK', 'COMPLAINT', 'DELIVERY', 'DELIVERY_DELAY', 'OPEN', 'REJECT', 'RENDERING_FAILURE', 'SEND'];
/** Above these AWS looks into an account: bounces 5 %, complaints 0.1 % (SES Developer Guide, "Reputation metrics", read 2026-11). */
const [BOUNCES, COMPLAINTS] = [0.05, 0.001];

/** E-mail by SES: the domains that it is sent from, over TLS alone, and what becomes of it told to the feedback queue. */
export class MailChannel extends Construct {
  /** Of the rule that tells. */
  readonly ruleArn: string;
  readonly #props: MailChannelProps;
  readonly #home: LambdaHome;

  constructor(home: LambdaHome, id: string, props: MailChannelProps) {
    super(home, id);
    this.#home = home;
    this.#props = props;
    const { region, party, topicArn } = home;
    const set = new Sesv2ConfigurationSet(this, 'set', {
      configurationSetName: CHANNELS,
      deliveryOptions: { tlsPolicy: 'REQUIRE' },
      reputationOptions: { reputationMetricsEnabled: true },
      sendingOptions: { sendingEnabled: true },
      suppressionOptions: { suppressedReasons: ['BOUNCE', 'COMPLAINT'] },
    });
    new Sesv2ConfigurationSetEventDestination(this, 'events', {
      configurationSetName: set.configurationSetName,
      eventDestinationName: 'feedback',
      eventDestination: { enabled: true, matchingEventTypes: EVENTS, eventBridgeDestination: { eventBusArn: `arn:aws:events:${region}:${party.account}:event-bus/default` } },
    });
    for (const domain of props.domains) {
      const identity = new Sesv2EmailIdentity(this, domain, { emailIdentity: domain, configurationSetName: set.configurationSetName });
      new TerraformOutput(this, `${domain}-dkim`, { description: `Names of the CNAME records that prove ${domain} to be yours: <name>._domainkey.${domain}`, value: Token.asString(identity.interpolationForAttribute('dkim_signing_attributes[0].tokens')) });
    }
    this.ruleArn = queueTarget(this, 'feedback', {
      name: 'parley-owner-mail-feedback',
      description: 'What became of e-mails',
      pattern: { source: ['aws.ses'], detail: { mail: { tags: { 'ses:configuration-set': [CHANNELS] } } } },
      queueArn: props.feedbackQueueArn,
    });
    const alarm = (metricName: string, above: number, what: string): void =>
      metricAlarm(this, metricName, { name: `parley-owner-mail-${metricName.toLowerCase().replace('reputation.', '')}`, meaning: `${what}. AWS may stop the account's mail: stop the campaigns and look at whom they went to.`, metric: { namespace: 'AWS/SES', metricName }, topicArn, above });
    alarm('Reputation.BounceRate', BOUNCES, 'More than 5 % of e-mails bounced');
    alarm('Reputation.ComplaintRate', COMPLAINTS, 'More than 0.1 % of e-mails were complained about');
  }

  /** What the one role that sends needs. */
  get send(): PolicyStatement[] {
    const { region, party } = this.#home;
    const ses = `arn:aws:ses:${region}:${party.account}`;
    return [{ Sid: 'SendMail', Effect: 'Allow', Action: ['ses:SendBulkEmail', 'ses:SendEmail'], Resource: [`${ses}:configuration-set/${CHANNELS}`, ...this.#props.domains.map((domain) => `${ses}:identity/${domain}`)] }];
  }
}
