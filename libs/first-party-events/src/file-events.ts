import type { ObjectStore } from '@parley/object-store';
import type { EventSource, EventSpan, FoundEvent } from './event-source';
import { readPinpointEvents } from './read-events';

/** Events of one file in Pinpoint's envelope, an object of a store. */
export class FileEvents implements EventSource {
  constructor(
    private readonly store: Pick<ObjectStore, 'withFile'>,
    private readonly uri: string,
  ) {}

  async read(_span: EventSpan, take: (found: FoundEvent) => void): Promise<void> {
    await this.store.withFile(this.uri, async (path) => {
      for await (const record of readPinpointEvents(path)) take(record);
    });
  }
}
