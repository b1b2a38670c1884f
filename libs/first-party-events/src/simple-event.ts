import { z } from 'zod';
import type { CanonicalEvent } from './canonical';
import { LONGEST_NAME, LONGEST_VALUE } from './limits';

const name = z.string().min(1).max(LONGEST_NAME);
const id = z.string().min(1).max(LONGEST_VALUE);

/** An event as our snippet and a shop's server write it. */
export const simpleEvent = z
  .strictObject({
    /** The event's own, the same each time that it is sent; absent: the collector gives it one. */
    id: id.optional(),
    event: name,
    /** The owner's key of the person, where it is known. */
    userId: id.optional(),
    /** Else the browser's or device's own. */
    clientId: id.optional(),
    /** ISO 8601 with a zone, or milliseconds since 1970; absent: now. */
    at: z.union([z.iso.datetime({ offset: true }), z.int().nonnegative()]).optional(),
    session: z.string().max(LONGEST_VALUE).optional(),
    attributes: z.record(name, z.string().max(LONGEST_VALUE)).default({}),
    metrics: z.record(name, z.number()).default({}),
  })
  .refine(({ userId, clientId }) => userId !== undefined || clientId !== undefined, { path: ['userId'] });

/** The envelope of it: the person's key stands where features look for it. */
export function toCanonical({ id: eventId, event, userId, clientId, at, session, attributes, metrics }: z.infer<typeof simpleEvent>, now: number): CanonicalEvent {
  return {
    event_type: event,
    event_timestamp: at === undefined ? now : typeof at === 'number' ? at : Date.parse(at),
    event_version: '3.1',
    ...(eventId === undefined ? {} : { event_id: eventId }),
    client: { client_id: userId ?? clientId ?? '' },
    ...(session === undefined ? {} : { session: { session_id: session } }),
    attributes,
    metrics,
  };
}
