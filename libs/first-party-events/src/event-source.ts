import type { EventOutcome, PinpointEvent } from './event';

/** What a reader looks for. */
export interface EventSpan {
  /** Open: milliseconds since 1970. */
  start: number;
  /** Closed. */
  end: number;
  /** Event types; others may be left out. */
  types: readonly string[];
  /** What arrived by then is looked at; events may come long after their time. */
  until: Date;
}

/** As much of an event as is counted. */
export type TimedEvent = Pick<PinpointEvent, 'id' | 'clientId' | 'type' | 'timestamp'>;

/** A record with its outcome. */
export type FoundEvent = { outcome: 'Ok'; event: TimedEvent } | Exclude<EventOutcome, { outcome: 'Ok' }>;

/** Where first-party events lie: a file on a laptop, what Firehose and feedback wrote on AWS. */
export interface EventSource {
  /** Gives `take` every event of the span, once or more, in any order; it may also give others. None is held. */
  read(span: EventSpan, take: (found: FoundEvent) => void): Promise<void>;
}
