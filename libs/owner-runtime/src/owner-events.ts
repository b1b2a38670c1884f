import { FEEDBACK_PREFIX, FeedbackEvents } from '@parley/feedback';
import { type EventSource, STORED_EVENTS, StoredEvents } from '@parley/first-party-events';
import type { ObjectStore } from '@parley/object-store';

/** The events of the owner's bucket: what the collector took in, and what channels told of messages. */
export function ownerEvents(store: ObjectStore, bucket: string): EventSource {
  const sources = [new StoredEvents(store, `s3://${bucket}/${STORED_EVENTS}`), new FeedbackEvents(store, `s3://${bucket}/${FEEDBACK_PREFIX}`)];
  return {
    read: async (span, take) => {
      for (const source of sources) await source.read(span, take);
    },
  };
}
