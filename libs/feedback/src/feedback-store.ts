import type { PinpointEnvelope } from './first-party-event';

/** Where feedback stays: as first-party events, and what nobody could read. Every adapter passes `feedbackStoreCases`. */
export interface FeedbackStore {
  /** Adds each event once, however often it is given. Gives how many are new, as far as the store can tell. */
  add(events: readonly PinpointEnvelope[]): Promise<number>;
  /** Keeps texts that no reader knew, once each, for a person to look at. They may hold addresses. */
  keepUnread(texts: readonly string[]): Promise<void>;
}
