import type { ObjectStore } from '@parley/object-store';
import { days } from './days';
import type { EventSource, EventSpan, FoundEvent } from './event-source';
import { CLOCK_AHEAD_MS } from './limits';
import { readStoredEvents } from './read-stored-events';

/** Of the events table below its bucket: a folder a day of arrival, in UTC (`EventStream` of @parley/constructs writes them). */
export const STORED_EVENTS = 'events/';

/**
 * An object's day is the arrival of its oldest record (Firehose developer guide, "Understand custom prefixes for Amazon S3
 * objects", read 2026-11). Others arrived while the object was gathered: five minutes as the stream is set up, longer where Firehose was behind.
 */
const GATHERED_MS = 86_400_000;

/** Events as Firehose stored them: Parquet of `EVENT_COLUMNS` below a day of arrival each. One object at a time is on this disk. */
export class StoredEvents implements EventSource {
  /** `prefix`: an object URI that ends in `/`. */
  constructor(
    private readonly store: Pick<ObjectStore, 'list' | 'withFile'>,
    private readonly prefix: string,
  ) {}

  /** An event arrives at most as much before its time as clocks may be ahead, and any time after it. */
  async read(span: EventSpan, take: (found: FoundEvent) => void): Promise<void> {
    for (const day of days(span.start - CLOCK_AHEAD_MS - GATHERED_MS, span.until.getTime())) {
      for (const uri of await this.store.list(`${this.prefix}dt=${day}/`)) {
        await this.store.withFile(uri, (path) => readStoredEvents({ path, uri }, span, take));
      }
    }
  }
}
