/** Below the bucket of first-party events, beside Firehose's: one object an event, named by its id, so that what comes twice is there once. */
export const FEEDBACK_PREFIX = 'feedback/';
const EVENTS = 'events/';
/** Beside it lies what nobody could read, which may hold addresses. */
export const FEEDBACK_EVENTS = `${FEEDBACK_PREFIX}${EVENTS}`;

/** Where a store keeps the events of a day, such as 2026-11-29: a prefix that ends in `/`. */
export const dayOfFeedback = (prefix: string, day: string): string => `${prefix}${EVENTS}${day.replaceAll('-', '/')}/`;
