// The event record of Amazon Pinpoint (developerguide, event-stream-data-app): one JSON object a line.
import { textLines } from '@parley/tabular';
import { z } from 'zod';

/** One thing a client did. */
export interface PinpointEvent {
  /** The endpoint id: the owner's key of a person. */
  clientId: string;
  type: string;
  /** Milliseconds since 1970. */
  timestamp: number;
  attributes: Record<string, string>;
  metrics: Record<string, number>;
}

/** A record with its outcome, in the words of Firehose's transform. `Dropped` is well formed but says nothing of a person. */
export type EventRecord = { line: number } & (
  | { outcome: 'Ok'; event: PinpointEvent }
  | { outcome: 'Dropped' | 'ProcessingFailed'; reason: string }
);

const envelope = z.looseObject({
  event_type: z.string().min(1),
  event_timestamp: z.int().nonnegative(),
  client: z.looseObject({ client_id: z.string().optional() }).optional(),
  attributes: z.record(z.string(), z.string()).default({}),
  metrics: z.record(z.string(), z.number()).default({}),
});

/** The longest reason; a broken record can have any number of faults. */
const REASONS = 3;

/**
 * Reads a JSON-lines file (plain or gzip) of events, each with its outcome; blank lines are passed over. A reason names
 * the member at fault, never its value.
 *
 * @throws inputError for a missing file, bytes that aren't UTF-8 (after the last record)
 */
export async function* readPinpointEvents(path: string): AsyncGenerator<EventRecord, void, undefined> {
  for await (const { line, text } of textLines(path)) {
    if (text.trim() !== '') yield { line, ...judge(text) };
  }
}

function judge(text: string): { outcome: 'Ok'; event: PinpointEvent } | { outcome: 'Dropped' | 'ProcessingFailed'; reason: string } {
  const record = parseJson(text);
  if (record === undefined) return { outcome: 'ProcessingFailed', reason: 'not JSON' };
  const parsed = envelope.safeParse(record);
  if (!parsed.success) {
    const members = [...new Set(parsed.error.issues.map(({ path }) => String(path[0] ?? 'the record')))];
    return { outcome: 'ProcessingFailed', reason: `missing or of the wrong type: ${members.slice(0, REASONS).join(', ')}` };
  }
  const { event_type: type, event_timestamp: timestamp, client, attributes, metrics } = parsed.data;
  if (!client?.client_id) return { outcome: 'Dropped', reason: 'no client.client_id' };
  return { outcome: 'Ok', event: { clientId: client.client_id, type, timestamp, attributes, metrics } };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
