const DAY_MS = 86_400_000;

/** Days in UTC, such as 2026-11-29, from that of one moment to that of another, both included. In milliseconds since 1970. */
export function* days(from: number, to: number): Generator<string> {
  for (let day = Math.floor(from / DAY_MS); day <= Math.floor(to / DAY_MS); day += 1) yield new Date(day * DAY_MS).toISOString().slice(0, 10);
}
