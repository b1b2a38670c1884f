import { addressSubject, type ConsentStore, idempotencyKey, type SendLedger, type SentMessage, type SentMessages, type SuppressionReason, type SuppressionStore } from '@parley/activation';
import type { Feedback } from './feedback';
import type { FeedbackStore } from './feedback-store';
import { firstPartyEvent } from './first-party-event';
import { readFeedback } from './readers/read-feedback';

/** What feedback acts on. */
export interface FeedbackPorts {
  messages: SentMessages;
  ledger: Pick<SendLedger, 'settle'>;
  suppression: SuppressionStore;
  consent: ConsentStore;
  store: FeedbackStore;
  clock: () => Date;
  /** The purpose that a person withdraws consent from, on the channel that was answered. */
  purpose: string;
}

/** What came of some texts, in counts alone. */
export interface FeedbackCounts {
  texts: number;
  /** Feedback by channel and kind, such as `email bounced`. */
  told: Record<string, number>;
  /** Texts that nobody could read, by type; they are kept. */
  unknown: Record<string, number>;
  /** Feedback that was not believed, by reason. */
  ignored: Record<string, number>;
  /** Feedback of messages that are not in the ledger. What protects a person still holds. */
  unmatched: number;
  /** Feedback by which an address is suppressed. */
  suppressed: number;
  /** Feedback by which consent is withdrawn. */
  withdrawn: number;
  /** First-party events that are new. */
  events: number;
}

/** How far clocks may differ. */
const SKEW_MS = 5 * 60_000;

/**
 * Reads what channels tell, and acts on it: addresses that bounce for good, complain or opt out are suppressed, consent is
 * withdrawn, messages of unknown outcome are known to have gone out, and each thing told becomes a first-party event.
 *
 * Each effect may be repeated and comes in any order: the same text twice is once, a delivery after a complaint lifts nothing.
 * When this throws, give the same texts again. An event from the future, or older than its message, is not believed; if it would
 * protect a person it still suppresses, since a wrong clock must not cost anyone their no.
 */
export async function applyFeedback(texts: readonly string[], ports: FeedbackPorts): Promise<FeedbackCounts> {
  const counts: FeedbackCounts = { texts: texts.length, told: {}, unknown: {}, ignored: {}, unmatched: 0, suppressed: 0, withdrawn: 0, events: 0 };
  const feedback: Feedback[] = [];
  const unread: string[] = [];
  for (const text of texts) {
    const reading = readFeedback(text);
    if (reading.known) feedback.push(...reading.feedback);
    else {
      unread.push(text);
      count(counts.unknown, reading.type);
    }
  }
  await ports.store.keepUnread(unread);
  const found = await ports.messages.find([...new Set(feedback.flatMap(references))]);
  const judged = feedback.map((one) => judge(one, found, ports.clock()));
  for (const { feedback: one, message, doubt } of judged) {
    count(counts.told, `${one.channel} ${one.kind}`);
    if (doubt !== undefined) count(counts.ignored, doubt);
    else if (!message) counts.unmatched++;
  }
  counts.suppressed = await suppress(judged, ports);
  counts.withdrawn = await withdraw(judged, ports);
  const believed = judged.flatMap(({ feedback: one, message, doubt }) => (message && doubt === undefined ? [{ feedback: one, message }] : []));
  await ports.ledger.settle(believed.filter(({ feedback: { kind } }) => kind !== 'opted-in').map(settlement));
  counts.events = await ports.store.add(believed.map(({ feedback: one, message }) => firstPartyEvent(one, message)));
  return counts;
}

interface Judged {
  feedback: Feedback;
  message?: SentMessage;
  /** Why it is not believed. */
  doubt?: string;
}

function judge(feedback: Feedback, found: ReadonlyMap<string, SentMessage>, now: Date): Judged {
  const message = references(feedback).map((reference) => found.get(reference)).find((one) => one !== undefined && one.channel === feedback.channel);
  const at = Date.parse(feedback.at);
  if (at > now.getTime() + SKEW_MS) return { feedback, ...(message ? { message } : {}), doubt: 'from the future' };
  if (message && at < Date.parse(message.at) - SKEW_MS) return { feedback, message, doubt: 'older than its message' };
  return { feedback, ...(message ? { message } : {}) };
}

function references({ messageHash, providerId }: Feedback): string[] {
  return [messageHash, providerId].filter((reference) => reference !== undefined);
}

/** Why an address gets nothing more; undefined where feedback condemns nobody. */
export function suppressionReason({ kind, permanent }: Feedback): SuppressionReason | undefined {
  if (kind === 'bounced') return permanent === true ? 'bounced' : undefined;
  return kind === 'complained' || kind === 'opted-out' || kind === 'invalid-address' ? kind : undefined;
}

async function suppress(judged: readonly Judged[], { suppression, clock }: FeedbackPorts): Promise<number> {
  const suppressions = judged.flatMap(({ feedback, doubt }) => {
    const reason = suppressionReason(feedback);
    if (reason === undefined || feedback.address === undefined) return [];
    return [{ subject: addressSubject(feedback.channel, feedback.address), reason, at: doubt === undefined ? feedback.at : clock().toISOString() }];
  });
  if (suppressions.length > 0) await suppression.suppress(suppressions);
  return suppressions.length;
}

async function withdraw(judged: readonly Judged[], { consent, clock, purpose }: FeedbackPorts): Promise<number> {
  const records = judged.flatMap(({ feedback: { kind, channel, at }, message, doubt }) => {
    if (!message || (kind !== 'opted-out' && kind !== 'complained')) return [];
    return [{ recipient: message.recipient, purpose, channel, granted: false, at: doubt === undefined ? at : clock().toISOString(), source: `feedback: ${kind}` }];
  });
  if (records.length > 0) await consent.record(records);
  return records.length;
}

/** Whatever a channel tells of a message, it took it. */
function settlement({ feedback: { providerId }, message }: { feedback: Feedback; message: SentMessage }) {
  return { key: idempotencyKey(message), outcome: 'sent' as const, ...(providerId === undefined ? {} : { providerId }) };
}

function count(counts: Record<string, number>, name: string): void {
  counts[name] = (counts[name] ?? 0) + 1;
}
