import { z } from 'zod';
import type { Reading } from '../feedback';
import { unknownEvent } from './unknown-event';

/** Words by which a number opts out, and in again, as AWS's managed lists have them (SMS user guide, "Opt-out lists"; spec 2.7). */
export const OPT_OUT_WORDS: ReadonlySet<string> = new Set(['ARRET', 'CANCEL', 'END', 'OPT-OUT', 'OPTOUT', 'QUIT', 'REMOVE', 'STOP', 'TD', 'UNSUBSCRIBE']);
export const OPT_IN_WORDS: ReadonlySet<string> = new Set(['START', 'UNSTOP']);

/** What a number sends back ("Example of a two-way SMS message payload", SMS user guide). It has no time of its own: SNS's counts. */
const smsReply = z.looseObject({
  originationNumber: z.string().min(1),
  messageBody: z.string(),
  inboundMessageId: z.string().min(1),
  previousPublishedMessageId: z.string().optional(),
});

export function isSmsReply(event: object): boolean {
  return 'inboundMessageId' in event && 'messageBody' in event;
}

/** An opt-out or opt-in where the reply is such a word and nothing else; what a person writes besides is theirs, and is not kept. */
export function readSmsReply(event: unknown, receivedAt: string | undefined): Reading {
  const parsed = smsReply.safeParse(event);
  if (!parsed.success) return unknownEvent('sms reply', 'not of the documented form');
  if (receivedAt === undefined) return unknownEvent('sms reply', 'without a time');
  const { originationNumber: address, messageBody, previousPublishedMessageId: providerId } = parsed.data;
  const word = plainWord(messageBody);
  const kind = OPT_OUT_WORDS.has(word) ? 'opted-out' : OPT_IN_WORDS.has(word) ? 'opted-in' : undefined;
  if (kind === undefined) return unknownEvent('sms reply', 'no keyword');
  return { known: true, feedback: [{ channel: 'sms', kind, at: new Date(receivedAt).toISOString(), address, reason: word, ...(providerId === undefined ? {} : { providerId }) }] };
}

/** `Arrêt!` is ARRET, ` stop.` is STOP. */
function plainWord(text: string): string {
  return text
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .trim()
    .replaceAll(/^["'.!\s]+|["'.!\s]+$/g, '')
    .toUpperCase();
}
