import { z } from 'zod';

/**
 * The event record of Amazon Pinpoint (developerguide, event-stream-data-app), which old archives and new events share:
 * one JSON object an event, times in milliseconds since 1970. Members that are not named here are kept.
 */
export const envelope = z.looseObject({
  /** Ours; feedback has its id among the attributes. */
  event_id: z.string().optional(),
  event_type: z.string().min(1),
  event_timestamp: z.int().nonnegative(),
  arrival_timestamp: z.int().nonnegative().optional(),
  event_version: z.string().optional(),
  client: z.looseObject({ client_id: z.string().optional() }).optional(),
  attributes: z.record(z.string(), z.string()).default({}),
  metrics: z.record(z.string(), z.number()).default({}),
});

export type Envelope = z.infer<typeof envelope>;

/** The longest event, in bytes of JSON. Firehose takes 1,000 KiB a record; Pinpoint took 1,000 kB an event. */
export const LONGEST_EVENT = 1_000_000;

/** Members named in a reason; a broken record can have any number of faults. */
const NAMED = 3;

/** Why a record is none, by members and never by values. */
export function wrongMembers(error: z.ZodError): string {
  const members = [...new Set(error.issues.map(({ path }) => String(path[0] ?? 'the record')))];
  return `missing or of the wrong type: ${members.slice(0, NAMED).join(', ')}`;
}
