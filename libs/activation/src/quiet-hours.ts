import type { SendGatePlan } from '@parley/owner-plan';
import { DateTime, IANAZone } from 'luxon';
import { activationErrors } from './errors';

type QuietHours = SendGatePlan['quietHours'];

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const SEARCH_DAYS = 2;

/**
 * Where a person's zone is unknown, it is quiet for them while it is quiet in any of these: one zone for each offset where
 * many people live. Quiet hours of more than an hour or so then leave no hour that suits all, and the message waits for a zone.
 */
export const INHABITED_ZONES: readonly string[] = [
  'Pacific/Honolulu',
  'America/Anchorage',
  'America/Los_Angeles',
  'America/Denver',
  'America/Chicago',
  'America/New_York',
  'America/Sao_Paulo',
  'Atlantic/Azores',
  'Europe/London',
  'Europe/Berlin',
  'Europe/Athens',
  'Europe/Istanbul',
  'Asia/Dubai',
  'Asia/Karachi',
  'Asia/Kolkata',
  'Asia/Dhaka',
  'Asia/Bangkok',
  'Asia/Shanghai',
  'Asia/Tokyo',
  'Australia/Sydney',
  'Pacific/Noumea',
  'Pacific/Auckland',
];

/** `quiet: false`, or the first instant when it no longer is; null where none comes within two days. */
export type Quietness = { quiet: false } | { quiet: true; notBefore: Date | null };

/** Whether a person's wall clock stands in the quiet hours at `now`. `from` is in them, `to` is not; equal means none. */
export function quietness(now: Date, hours: QuietHours, zone: string | undefined, zonesIfUnknown: readonly string[] = INHABITED_ZONES): Quietness {
  const span = { from: minuteOf(hours.from), to: minuteOf(hours.to) };
  const zones = zone !== undefined && IANAZone.isValidZone(zone) ? [zone] : zonesIfUnknown;
  const end = quietUntil(now.getTime(), span, zones);
  if (end === now.getTime()) return { quiet: false };
  return { quiet: true, notBefore: end === undefined ? null : new Date(end) };
}

interface Span {
  from: number;
  to: number;
}

/** The first instant from `now` on that is quiet in none of the zones. */
function quietUntil(now: number, span: Span, zones: readonly string[]): number | undefined {
  let at = now;
  while (at <= now + SEARCH_DAYS * DAY) {
    const quietIn = zones.find((zone) => isQuiet(at, span, zone));
    if (quietIn === undefined) return at;
    at = endOfQuiet(at, span, quietIn);
  }
  return undefined;
}

/** Wall clocks run evenly between changes of the zone's offset, so it is enough to look at the next `to` and at changes before it. */
function endOfQuiet(at: number, span: Span, zone: string): number {
  let from = at;
  while (isQuiet(from, span, zone)) {
    const next = from + untilClock(from, span.to, zone);
    from = offsetOf(next, zone) === offsetOf(from, zone) ? next : firstChange(from, next, zone);
  }
  return from;
}

function isQuiet(at: number, { from, to }: Span, zone: string): boolean {
  const minute = Math.floor(sinceMidnight(at, zone) / MINUTE);
  return from <= to ? minute >= from && minute < to : minute >= from || minute < to;
}

function untilClock(at: number, minute: number, zone: string): number {
  return (minute * MINUTE - sinceMidnight(at, zone) + DAY) % DAY;
}

/** The instant between two at which the zone's offset is first another. */
function firstChange(low: number, high: number, zone: string): number {
  const before = offsetOf(low, zone);
  let [same, changed] = [low, high];
  while (changed - same > 1) {
    const middle = Math.floor((same + changed) / 2);
    if (offsetOf(middle, zone) === before) same = middle;
    else changed = middle;
  }
  return changed;
}

function sinceMidnight(at: number, zone: string): number {
  const local = DateTime.fromMillis(at, { zone });
  return ((local.hour * 60 + local.minute) * 60 + local.second) * 1000 + local.millisecond;
}

function offsetOf(at: number, zone: string): number {
  return DateTime.fromMillis(at, { zone }).offset;
}

function minuteOf(clock: string): number {
  const [, hour, minute] = /^([01]\d|2[0-3]):([0-5]\d)$/.exec(clock) ?? [];
  if (hour === undefined) throw activationErrors.clockTime(clock);
  return Number(hour) * 60 + Number(minute);
}
