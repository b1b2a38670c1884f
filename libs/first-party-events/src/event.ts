import { envelope, wrongMembers } from './envelope';

/** One thing a client did. */
export interface PinpointEvent {
  /** Absent in Pinpoint's own archives. */
  id?: string;
  /** The owner's key of a person, as far as it is known; else the endpoint's or browser's own id. */
  clientId: string;
  type: string;
  /** Milliseconds since 1970. */
  timestamp: number;
  attributes: Record<string, string>;
  metrics: Record<string, number>;
}

/** A record's outcome, in the words of Firehose's transform. `Dropped` is well formed but says nothing of a person. */
export type EventOutcome =
  | { outcome: 'Ok'; event: PinpointEvent }
  | { outcome: 'Dropped' | 'ProcessingFailed'; reason: string };

/** Judges one record of an archive or a stream. A reason names the member at fault, never its value. */
export function judgeRecord(text: string): EventOutcome {
  const record = parseJson(text);
  if (record === undefined) return { outcome: 'ProcessingFailed', reason: 'not JSON' };
  const parsed = envelope.safeParse(record);
  if (!parsed.success) return { outcome: 'ProcessingFailed', reason: wrongMembers(parsed.error) };
  const { event_id, event_type: type, event_timestamp: timestamp, client, attributes, metrics } = parsed.data;
  const id = event_id ?? attributes.feedback_id;
  if (!client?.client_id) return { outcome: 'Dropped', reason: 'no client.client_id' };
  return { outcome: 'Ok', event: { ...(id === undefined ? {} : { id }), clientId: client.client_id, type, timestamp, attributes, metrics } };
}

/** A text as JSON, or undefined: JSON has no undefined of its own. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
