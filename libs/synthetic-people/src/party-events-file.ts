import { AS_OF, DAY, EVENT_TYPES, eventLines, type EventList } from './events-file';
import { Random } from './random';
import { keyText, type Roster } from './roster';
import type { SourceFile } from './source-file';

/** What a plan counts in events: up to which moment, how far back, of which types. */
export interface EventHistory {
  /** ISO moment. */
  asOf: string;
  windowDays: number;
  types: readonly string[];
}

/** For an event table that no plan counts. */
const USUAL: EventHistory = { asOf: new Date(AS_OF).toISOString(), windowDays: 90, types: EVENT_TYPES };

/** The file goes on after the moment of prediction for this share of the window. */
const LATER = 0.2;

/** A party's events in the Pinpoint envelope; the people with more of the party's trait do more. */
export function partyEventsFile(path: string, seed: number, roster: Roster, history: EventHistory = USUAL): SourceFile {
  return { path, lines: eventLines(seed, () => inventEvents(path, seed, roster, history), history.types, (row) => keyText(roster, row)) };
}

function inventEvents(path: string, seed: number, roster: Roster, { asOf, windowDays, types }: EventHistory): EventList {
  const events: EventList = { times: [], customers: [], types: [] };
  const people = Random.named(seed, `events of ${path}`);
  const start = Date.parse(asOf) - windowDays * DAY;
  for (let row = 0; row < roster.rows; row++) {
    const random = people.fork(row);
    const count = random.poisson(Math.exp(0.2 + 0.5 * roster.person(row, random).trait));
    for (let n = 0; n < count; n++) {
      events.times.push(start + Math.floor(random.uniform() * (1 + LATER) * windowDays * DAY));
      events.customers.push(row);
      events.types.push(random.between(0, types.length - 1));
    }
  }
  return events;
}
