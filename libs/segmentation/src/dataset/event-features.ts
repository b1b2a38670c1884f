import type { Dataset, NumericFeature } from '@parley/gradient-boosting';
import { badEvents, duplicateIds } from '../errors';

/** One thing a person did. `timestamp` in milliseconds since 1970, as in the Pinpoint envelope's `event_timestamp`. */
export interface ClientEvent {
  clientId: string;
  type: string;
  timestamp: number;
}

/** `asOf`: the moment of prediction, ISO 8601 with a zone. `types`: the event types that count. */
export interface EventWindow {
  asOf: string;
  windowDays: number;
  types: readonly string[];
}

const DAY = 86_400_000;

/**
 * Features of what people did in the window that ends at `asOf`: for each type a count `events:<type>`, and `events:days-since-last`, the
 * days since the last counted event (missing where there was none). The window is open at its start and closed at its end; an event after
 * `asOf` never counts, however it was delivered. One row for each of `ids`, in their order; events of other people are passed over.
 *
 * @throws inputError for an `asOf` that is no moment, a timestamp that is no number, or an id that occurs twice.
 */
export function eventFeatures(events: Iterable<ClientEvent>, window: EventWindow, ids: readonly string[]): Dataset {
  const end = Date.parse(window.asOf);
  if (Number.isNaN(end)) throw badEvents('The events\' "asOf" is no moment in time.', 'Write it as 2026-01-31T00:00:00Z.');
  const start = end - window.windowDays * DAY;
  const rowOf = new Map(ids.map((id, row) => [id, row]));
  if (rowOf.size < ids.length) throw duplicateIds(ids.length - rowOf.size);
  const counts = new Map(window.types.map((type) => [type, new Float64Array(ids.length)]));
  const last = new Float64Array(ids.length).fill(Number.NaN);
  let unreadable = 0;
  for (const { clientId, type, timestamp } of events) {
    if (!Number.isFinite(timestamp)) unreadable++;
    const row = rowOf.get(clientId);
    const count = counts.get(type);
    if (row === undefined || count === undefined || !(timestamp > start && timestamp <= end)) continue;
    count[row] += 1;
    // NaN loses every comparison, so the first event of a person always enters.
    if (!(last[row] >= timestamp)) last[row] = timestamp;
  }
  if (unreadable > 0) throw badEvents(`${unreadable} events have no readable timestamp.`, 'Give event_timestamp in milliseconds since 1970.');
  return {
    rows: ids.length,
    features: [
      ...Array.from(counts, ([type, values]) => numeric(`events:${type}`, values)),
      numeric('events:days-since-last', last.map((moment) => (end - moment) / DAY)),
    ],
  };
}

function numeric(name: string, values: Float64Array): NumericFeature {
  return { kind: 'numeric', name, values };
}
