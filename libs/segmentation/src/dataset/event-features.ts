import type { Dataset, NumericFeature } from '@parley/gradient-boosting';
import { badEvents, duplicateIds } from '../errors';
import { SeenEvents } from './seen-events';

/** One thing a person did. `timestamp` in milliseconds since 1970, as in the Pinpoint envelope's `event_timestamp`. */
export interface ClientEvent {
  /** Where its producer gave it one: of several events with one id, client, type and time one counts. */
  id?: string;
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

/** The window in milliseconds since 1970: open at `start`, closed at `end`. @throws inputError for an `asOf` that is no moment */
export function windowSpan({ asOf, windowDays }: EventWindow): { start: number; end: number } {
  const end = Date.parse(asOf);
  if (Number.isNaN(end)) throw badEvents('The events\' "asOf" is no moment in time.', 'Write it as 2026-01-31T00:00:00Z.');
  return { start: end - windowDays * DAY, end };
}

/**
 * Features of what people did in the window that ends at `asOf`: for each type a count `events:<type>`, and `events:days-since-last`, the
 * days since the last counted event (missing where there was none). The window is open at its start and closed at its end; an event after
 * `asOf` never counts, however it was delivered. One row for each of `ids`, in their order; events of other people are passed over.
 *
 * Events are added one by one, in any order, and not kept: held are the counts, and 16 bytes to 32 for each counted event with an id.
 */
export class EventFeatures {
  readonly #span: { start: number; end: number };
  readonly #rowOf: ReadonlyMap<string, number>;
  readonly #counts: ReadonlyMap<string, Float64Array>;
  readonly #last: Float64Array;
  readonly #seen = new SeenEvents();
  #unreadable = 0;

  /** @throws inputError for an `asOf` that is no moment, or an id that occurs twice. */
  constructor(window: EventWindow, ids: readonly string[]) {
    this.#span = windowSpan(window);
    this.#rowOf = new Map(ids.map((id, row) => [id, row]));
    if (this.#rowOf.size < ids.length) throw duplicateIds(ids.length - this.#rowOf.size);
    this.#counts = new Map(window.types.map((type) => [type, new Float64Array(ids.length)]));
    this.#last = new Float64Array(ids.length).fill(Number.NaN);
  }

  add({ id, clientId, type, timestamp }: ClientEvent): void {
    if (!Number.isFinite(timestamp)) this.#unreadable++;
    const row = this.#rowOf.get(clientId);
    const count = this.#counts.get(type);
    if (row === undefined || count === undefined || !(timestamp > this.#span.start && timestamp <= this.#span.end)) return;
    // Besides the id, what no copy can differ in: a producer that gives its ids anew each day loses nothing.
    if (id !== undefined && !this.#seen.add(JSON.stringify([id, clientId, type, timestamp]))) return;
    count[row] += 1;
    // NaN loses every comparison, so the first event of a person always enters.
    if (!(this.#last[row] >= timestamp)) this.#last[row] = timestamp;
  }

  /** @throws inputError if a timestamp was no number. */
  features(): Dataset {
    if (this.#unreadable > 0) throw badEvents(`${this.#unreadable} events have no readable timestamp.`, 'Give event_timestamp in milliseconds since 1970.');
    return {
      rows: this.#last.length,
      features: [
        ...Array.from(this.#counts, ([type, values]) => numeric(`events:${type}`, values)),
        numeric('events:days-since-last', this.#last.map((moment) => (this.#span.end - moment) / DAY)),
      ],
    };
  }
}

function numeric(name: string, values: Float64Array): NumericFeature {
  return { kind: 'numeric', name, values };
}
