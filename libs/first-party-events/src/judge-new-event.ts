import type { z } from 'zod';
import { type CanonicalEvent, canonical, refusalOf } from './canonical';
import { wrongMembers } from './envelope';
import { simpleEvent, toCanonical } from './simple-event';

/** A new event, or why it is none: by members, never by values. */
export type NewEvent = { event: CanonicalEvent } | { refused: string };

/** Judges an event in our own form, or in that of the envelope (it has `event_type`). `now`: milliseconds since 1970. */
export function judgeNewEvent(given: unknown, now: number): NewEvent {
  const isEnvelope = typeof given === 'object' && given !== null && 'event_type' in given;
  return isEnvelope ? judged(canonical.safeParse(given), now) : judged(simpleEvent.transform((simple) => toCanonical(simple, now)).safeParse(given), now);
}

/** `arrival_timestamp` is ours to say. */
export function judged(parsed: z.ZodSafeParseResult<CanonicalEvent>, now: number): NewEvent {
  if (!parsed.success) return { refused: wrongMembers(parsed.error) };
  const refused = refusalOf(parsed.data, now);
  return refused === undefined ? { event: { ...parsed.data, arrival_timestamp: now } } : { refused };
}
