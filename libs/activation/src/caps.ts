/** At most so many messages in so many days, over all channels and campaigns; the window rolls. */
export interface Cap {
  messages: number;
  days: number;
}

const DAY = 86_400_000;

/**
 * True where one message more at `now` would pass a cap. Instants later than `now` count: they come from a clock that has
 * since gone back, and would else be forgotten.
 */
export function capReached(others: readonly number[], caps: readonly Cap[], now: Date): boolean {
  return caps.some(({ messages, days }) => others.filter((at) => at > now.getTime() - days * DAY).length >= messages);
}

/** Where the longest window of these caps begins. */
export function longestWindow(caps: readonly Cap[], now: Date): Date {
  return new Date(now.getTime() - Math.max(0, ...caps.map(({ days }) => days)) * DAY);
}
