import { z } from 'zod';
import { CLOCK_AHEAD_MS, LONGEST_NAME, LONGEST_VALUE, MOST_MEMBERS } from './limits';

const name = z.string().min(1).max(LONGEST_NAME);
const text = z.string().max(LONGEST_VALUE);

/**
 * What new events are held to: the envelope of Pinpoint's event stream with its quotas. Members that are not listed stay
 * behind; such as `client_context`, where Pinpoint kept addresses.
 */
export const canonical = z.object({
  event_id: z.string().min(1).max(LONGEST_VALUE).optional(),
  event_type: name,
  event_timestamp: z.int().nonnegative(),
  arrival_timestamp: z.int().nonnegative().optional(),
  event_version: text.default('3.1'),
  application: z.record(z.string(), z.unknown()).optional(),
  client: z.object({ client_id: z.string().min(1).max(LONGEST_VALUE), cognito_id: text.optional() }),
  device: z.record(z.string(), z.unknown()).optional(),
  session: z.object({ session_id: text, start_timestamp: z.int().nonnegative().optional(), stop_timestamp: z.int().nonnegative().optional() }).optional(),
  attributes: z.record(name, text).default({}),
  metrics: z.record(name, z.number()).default({}),
});

export type CanonicalEvent = z.infer<typeof canonical>;

/** Why a well-formed event is refused all the same, or undefined. `now`: milliseconds since 1970. */
export function refusalOf({ event_timestamp, attributes, metrics }: CanonicalEvent, now: number): string | undefined {
  if (event_timestamp > now + CLOCK_AHEAD_MS) return 'its time is more than 5 minutes ahead of ours';
  if (Object.keys(attributes).length + Object.keys(metrics).length > MOST_MEMBERS) return `it has more than ${MOST_MEMBERS} attributes and metrics`;
  return undefined;
}
