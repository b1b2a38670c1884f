import type { Reading } from '../feedback';
import { IN_APP_SOURCE, readInAppReceipt } from './in-app-receipt';
import { isSesEvent, readSesEvent } from './ses-event';
import { isSmsEvent, readSmsEvent } from './sms-event';
import { isSmsReply, readSmsReply } from './sms-reply';
import { unknownEvent } from './unknown-event';

/** The deepest that SNS, SQS and EventBridge can wrap one another here. */
const WRAPPINGS = 4;

/**
 * Reads what a channel tells, however it was wrapped: the bare event, in EventBridge's `detail` or in the `Message` of an SNS
 * notification. An event of another kind is told as unknown, with its type; a text that is no JSON object too.
 */
export function readFeedback(text: string): Reading {
  return readWrapped(parse(text), undefined, WRAPPINGS);
}

function readWrapped(event: unknown, receivedAt: string | undefined, wrappings: number): Reading {
  if (typeof event !== 'object' || event === null || Array.isArray(event)) return unknownEvent('text', 'no JSON object');
  if (wrappings === 0) return unknownEvent('text', 'wrapped too often');
  const members = event as Readonly<Record<string, unknown>>;
  if (isEventBridge(members)) {
    const source = String(members.source);
    if (source === IN_APP_SOURCE) return readInAppReceipt(members.detail);
    const reading = readWrapped(members.detail, timeOf(members.time) ?? receivedAt, wrappings - 1);
    return reading.known || !reading.type.startsWith('text:') ? reading : unknownEvent(source, members['detail-type']);
  }
  if (typeof members.Message === 'string' && typeof members.TopicArn === 'string') return readWrapped(parse(members.Message), timeOf(members.Timestamp) ?? receivedAt, wrappings - 1);
  if (isSesEvent(members)) return readSesEvent(members);
  if (isSmsEvent(members)) return readSmsEvent(members);
  if (isSmsReply(members)) return readSmsReply(members, receivedAt);
  return unknownEvent('text', members.eventType ?? 'of no channel');
}

function isEventBridge(members: Readonly<Record<string, unknown>>): boolean {
  return typeof members.source === 'string' && typeof members['detail-type'] === 'string' && typeof members.detail === 'object';
}

function timeOf(value: unknown): string | undefined {
  return typeof value === 'string' && !Number.isNaN(Date.parse(value)) ? value : undefined;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
