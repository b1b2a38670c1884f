import { CHANNELS, CUSTOM_BUS, CustomChannel, type FeedbackQueue, type LambdaHome, MailChannel, type PolicyStatement, PushChannel, TextChannel } from '@parley/constructs';
import type { Plan } from '@parley/owner-plan';
import { sendingDomains } from './sending-domains';

/** The channels that the plan's campaigns use, and nothing of those they don't. */
export class SendingChannels {
  /** What the one role that sends needs. */
  readonly send: readonly PolicyStatement[];
  readonly environment: Readonly<Record<string, string>>;

  constructor(home: LambdaHome, { campaigns }: Pick<Plan, 'campaigns'>, feedback: FeedbackQueue) {
    const used: ReadonlySet<string> = new Set(campaigns.map(({ channel }) => channel));
    const { arn: feedbackQueueArn } = feedback.queue;
    const mail = used.has('email') ? new MailChannel(home, 'mail', { domains: sendingDomains(campaigns), feedbackQueueArn }) : undefined;
    const text = used.has('sms') ? new TextChannel(home, 'text', feedbackQueueArn) : undefined;
    const push = used.has('push') ? new PushChannel(home, 'push') : undefined;
    const custom = used.has('custom') ? new CustomChannel(home, 'custom') : undefined;
    const sources = { ...(mail ? { 'events.amazonaws.com': [mail.ruleArn] } : {}), ...(text ? { 'sns.amazonaws.com': [text.topicArn] } : {}) };
    if (Object.keys(sources).length > 0) feedback.takesFrom(sources);
    this.send = [mail, text, push, custom].flatMap((channel) => channel?.send ?? []);
    this.environment = {
      ...(mail || text ? { CONFIGURATION_SET: CHANNELS } : {}),
      ...(text ? { SMS_ORIGINATION_IDENTITY: text.originationIdentity } : {}),
      ...(push ? { PUSH_APPLICATION_ID: push.applicationId } : {}),
      ...(custom ? { CUSTOM_BUS } : {}),
    };
  }
}
