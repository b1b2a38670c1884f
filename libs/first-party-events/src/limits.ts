// Pinpoint's quotas for events (developerguide, "Event ingestion quotas"), kept so that clients written for it stay right.

/** Events a request. */
export const MOST_EVENTS = 100;
/** Attributes and metrics of an event, together. */
export const MOST_MEMBERS = 40;
export const LONGEST_NAME = 50;
/** Characters of an attribute's value. */
export const LONGEST_VALUE = 200;
/** Bytes of a request's body. */
export const LONGEST_BODY = 4_000_000;
/** How far a client's clock may be ahead. One that is behind is believed: events also wait on phones without a network. */
export const CLOCK_AHEAD_MS = 5 * 60_000;
