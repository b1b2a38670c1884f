import { createHash } from 'node:crypto';
import type { SentMessage } from '@parley/activation';
import type { Feedback, FeedbackKind } from './feedback';

/** One record of Pinpoint's event stream, as `@parley/first-party-events` reads it. */
export interface PinpointEnvelope {
  event_type: string;
  /** Milliseconds since 1970. */
  event_timestamp: number;
  event_version: '3.1';
  application: { app_id: 'parley' };
  client: { client_id: string };
  attributes: { feedback_id: string; campaign_id: string; run_id: string; reason?: string };
  metrics: Record<string, number>;
}

/** Names that Pinpoint gave such events (developer guide, "Email events" and "SMS events"), so that old archives and new ones agree. */
const EMAIL: Readonly<Record<FeedbackKind, string>> = {
  sent: '_email.send',
  delayed: '_email.delayed',
  delivered: '_email.delivered',
  opened: '_email.open',
  clicked: '_email.click',
  bounced: '_email.softbounce',
  complained: '_email.complaint',
  'opted-out': '_email.unsubscribe',
  'opted-in': '_email.subscribe',
  failed: '_email.rejected',
  'invalid-address': '_email.hardbounce',
};
const SMS: Readonly<Partial<Record<FeedbackKind, string>>> = {
  sent: '_SMS.BUFFERED',
  delayed: '_SMS.BUFFERED',
  delivered: '_SMS.SUCCESS',
  bounced: '_SMS.FAILURE',
  failed: '_SMS.FAILURE',
  'invalid-address': '_SMS.FAILURE',
  'opted-out': '_SMS.OPTOUT',
};

/** Feedback as something that the person of a message did, under the id that features know the person by. */
export function firstPartyEvent(feedback: Feedback, message: SentMessage): PinpointEnvelope {
  const { at, reason } = feedback;
  return {
    event_type: eventType(feedback),
    event_timestamp: Date.parse(at),
    event_version: '3.1',
    application: { app_id: 'parley' },
    client: { client_id: message.recipient },
    attributes: { feedback_id: feedbackId(feedback), campaign_id: message.campaign, run_id: message.runId, ...(reason === undefined ? {} : { reason }) },
    metrics: {},
  };
}

/** The same thing said twice has one id: channel, message, kind, moment and address. */
export function feedbackId({ channel, kind, permanent, at, providerId, messageHash, address }: Feedback): string {
  return createHash('sha256')
    .update(JSON.stringify([channel, kind, permanent ?? null, at, providerId ?? null, messageHash ?? null, address ?? null]))
    .digest('hex');
}

function eventType({ channel, kind, permanent }: Feedback): string {
  if (channel === 'email') return kind === 'bounced' && permanent === true ? '_email.hardbounce' : EMAIL[kind];
  return (channel === 'sms' ? SMS[kind] : undefined) ?? `_${channel}.${kind}`;
}
