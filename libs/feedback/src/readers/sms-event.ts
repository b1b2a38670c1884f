import { MESSAGE_TAG } from '@parley/activation';
import { z } from 'zod';
import type { FeedbackKind, Reading } from '../feedback';
import { unknownEvent } from './unknown-event';

/** An SMS event of AWS End User Messaging ("Example event data", SMS user guide, read November 2026), the same to SNS, Firehose and EventBridge. */
const smsEvent = z.looseObject({
  eventType: z.string(),
  eventTimestamp: z.int().nonnegative(),
  messageId: z.string().min(1),
  destinationPhoneNumber: z.string().optional(),
  context: z.record(z.string(), z.string()).optional(),
});

/**
 * Event types and what they mean (same guide, "Event types for SMS, MMS, and voice"). TEXT_UNKNOWN may be for good or for now, and
 * a spam filter judges the message: neither condemns the number. TEXT_BLOCKED says that the recipient's device or carrier blocks what comes.
 */
const KINDS: Readonly<Record<string, FeedbackKind>> = {
  TEXT_SENT: 'sent',
  TEXT_QUEUED: 'delayed',
  TEXT_PENDING: 'delayed',
  TEXT_SUCCESSFUL: 'delivered',
  TEXT_DELIVERED: 'delivered',
  TEXT_BLOCKED: 'failed',
  TEXT_CARRIER_BLOCKED: 'failed',
  TEXT_CARRIER_UNREACHABLE: 'failed',
  TEXT_INVALID_MESSAGE: 'failed',
  TEXT_PROTECT_BLOCKED: 'failed',
  TEXT_SPAM: 'failed',
  TEXT_TTL_EXPIRED: 'failed',
  TEXT_UNKNOWN: 'failed',
  TEXT_UNREACHABLE: 'failed',
  TEXT_INVALID: 'invalid-address',
};

export function isSmsEvent(event: object): boolean {
  return 'eventType' in event && 'eventTimestamp' in event && 'messageId' in event;
}

/** Feedback of a text message that was sent. Events of MMS, voice and RCS are unknown: Parley sends none. */
export function readSmsEvent(event: unknown): Reading {
  const parsed = smsEvent.safeParse(event);
  if (!parsed.success) return unknownEvent('sms', 'not of the documented form');
  const { eventType, eventTimestamp, messageId, destinationPhoneNumber: address, context } = parsed.data;
  const kind = Object.hasOwn(KINDS, eventType) ? KINDS[eventType] : undefined;
  if (kind === undefined) return unknownEvent('sms', eventType);
  const messageHash = context?.[MESSAGE_TAG];
  return {
    known: true,
    feedback: [
      {
        channel: 'sms',
        kind,
        at: new Date(eventTimestamp).toISOString(),
        providerId: messageId,
        reason: eventType,
        ...(address === undefined ? {} : { address }),
        ...(messageHash === undefined ? {} : { messageHash }),
      },
    ],
  };
}
