import { MESSAGE_TAG } from '@parley/activation';
import { z } from 'zod';
import type { Feedback, FeedbackKind, Reading } from '../feedback';
import { unknownEvent } from './unknown-event';

const at = z.iso.datetime({ offset: true });
const recipients = z.array(z.looseObject({ emailAddress: z.string() }));

/**
 * An e-mail event of SES as it publishes it to SNS, EventBridge and Firehose alike ("Contents of event data that Amazon SES
 * publishes to Amazon SNS", SES Developer Guide, read November 2026). Feedback notifications of an identity have the same
 * members under `notificationType`, and no tags.
 */
const sesEvent = z.looseObject({
  eventType: z.string().optional(),
  notificationType: z.string().optional(),
  mail: z.looseObject({
    timestamp: at,
    messageId: z.string().min(1),
    destination: z.array(z.string()).default([]),
    tags: z.record(z.string(), z.array(z.string())).optional(),
  }),
  bounce: z.looseObject({ bounceType: z.string(), bounceSubType: z.string().optional(), bouncedRecipients: recipients, timestamp: at }).optional(),
  complaint: z.looseObject({ complainedRecipients: recipients, timestamp: at, complaintFeedbackType: z.string().nullish() }).optional(),
  delivery: z.looseObject({ recipients: z.array(z.string()), timestamp: at }).optional(),
  deliveryDelay: z.looseObject({ delayedRecipients: recipients, timestamp: at, delayType: z.string().optional() }).optional(),
  open: z.looseObject({ timestamp: at }).optional(),
  click: z.looseObject({ timestamp: at }).optional(),
  reject: z.looseObject({ reason: z.string().optional() }).optional(),
  subscription: z.looseObject({ timestamp: at, newTopicPreferences: z.looseObject({ unsubscribeAll: z.boolean().optional() }).optional() }).optional(),
});
type SesEvent = z.infer<typeof sesEvent>;

/** What one type of event says, of whom and when; `mail` gives what its own part lacks. */
interface Told {
  kind: FeedbackKind;
  at: string;
  addresses: readonly string[];
  permanent?: boolean;
  reason?: string;
}

const READERS: Readonly<Record<string, (event: SesEvent) => Told | undefined>> = {
  Send: ({ mail }) => ({ kind: 'sent', at: mail.timestamp, addresses: mail.destination }),
  Delivery: ({ delivery }) => delivery && { kind: 'delivered', at: delivery.timestamp, addresses: delivery.recipients },
  DeliveryDelay: ({ deliveryDelay: delay }) => delay && { kind: 'delayed', at: delay.timestamp, addresses: addressesOf(delay.delayedRecipients), ...reason(delay.delayType) },
  Bounce: ({ bounce }) =>
    bounce && {
      kind: 'bounced',
      at: bounce.timestamp,
      addresses: addressesOf(bounce.bouncedRecipients),
      permanent: bounce.bounceType === 'Permanent',
      ...reason(bounce.bounceSubType),
    },
  // `not-spam`: the person took the message out of the junk folder (RFC 5965).
  Complaint: ({ complaint }) => complaint && complaint.complaintFeedbackType !== 'not-spam' ? { kind: 'complained', at: complaint.timestamp, addresses: addressesOf(complaint.complainedRecipients), ...reason(complaint.complaintFeedbackType) } : undefined,
  Open: ({ open, mail }) => open && { kind: 'opened', at: open.timestamp, addresses: mail.destination },
  Click: ({ click, mail }) => click && { kind: 'clicked', at: click.timestamp, addresses: mail.destination },
  Reject: ({ reject, mail }) => ({ kind: 'failed', at: mail.timestamp, addresses: mail.destination, ...reason(reject?.reason) }),
  'Rendering Failure': ({ mail }) => ({ kind: 'failed', at: mail.timestamp, addresses: mail.destination, reason: 'Rendering Failure' }),
  Subscription: ({ subscription, mail }) =>
    subscription && {
      kind: subscription.newTopicPreferences?.unsubscribeAll === true ? 'opted-out' : 'opted-in',
      at: subscription.timestamp,
      addresses: mail.destination,
    },
};

/** True for an object with SES's marks. */
export function isSesEvent(event: object): boolean {
  return 'mail' in event && ('eventType' in event || 'notificationType' in event);
}

/** Feedback of each address an event names. An event without its own part, or of another type, is unknown. */
export function readSesEvent(event: unknown): Reading {
  const parsed = sesEvent.safeParse(event);
  if (!parsed.success) return unknownEvent('ses', 'not of the documented form');
  const { eventType, notificationType, mail } = parsed.data;
  const type = eventType ?? notificationType;
  const told = type !== undefined && Object.hasOwn(READERS, type) ? READERS[type]?.(parsed.data) : undefined;
  if (!told) return unknownEvent('ses', type);
  const { addresses, at: when, ...rest } = told;
  const messageHash = mail.tags?.[MESSAGE_TAG]?.[0];
  const common = { channel: 'email' as const, ...rest, at: new Date(when).toISOString(), providerId: mail.messageId, ...(messageHash === undefined ? {} : { messageHash }) };
  const named: Feedback[] = addresses.map((address) => ({ ...common, address: mailboxOf(address) }));
  return { known: true, feedback: named.length > 0 ? named : [common] };
}

function addressesOf(list: readonly { emailAddress: string }[]): string[] {
  return list.map(({ emailAddress }) => emailAddress);
}

function reason(text: string | null | undefined): { reason?: string } {
  return typeof text === 'string' && /^[\w -]{1,60}$/.test(text) ? { reason: text } : {};
}

/** The mailbox of `Name <mailbox>`. */
function mailboxOf(address: string): string {
  return /<([^<>]+)>\s*$/.exec(address)?.[1] ?? address;
}
