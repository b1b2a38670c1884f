import { customerId } from './owner-files';
import type { Population } from './person';
import { pinpointRecord } from './pinpoint-record';
import { Random } from './random';
import type { SourceFile } from './source-file';

/** The moment of prediction, as `stacks/owner/plan.yaml` has it. */
export const AS_OF = Date.UTC(2026, 6, 1);
export const EVENT_TYPES = ['product.viewed', 'cart.added', 'wishlist.added', '_session.start'] as const;

export const DAY = 86_400_000;
const HISTORY_DAYS = 130;
const LATER_DAYS = 60;
const SPOILT = 0.003;

/** Events in columns: milliseconds since 1970, place of the customer, place of the type. */
export interface EventList {
  times: number[];
  customers: number[];
  types: number[];
}

/** Events from 130 days before the moment of prediction. Those after it give the label away, so that whoever counts them is found out. */
export function eventsFile(people: Population): SourceFile {
  return { path: 'owner/events.jsonl.gz', lines: eventLines(people.seed, () => inventEvents(people), EVENT_TYPES, customerId) };
}

/** Pinpoint records in order of time. A few are spoilt, as in every archive. */
export function* eventLines(seed: number, invent: () => EventList, eventTypes: readonly string[], clientId: (index: number) => string): Iterable<string> {
  const records = Random.named(seed, 'event records');
  const { times, customers, types } = invent();
  const order = Uint32Array.from(times, (_, i) => i).sort((a, b) => times[a]! - times[b]! || a - b);
  for (const [number, i] of order.entries()) {
    const random = records.fork(number);
    const line = JSON.stringify(pinpointRecord(eventTypes[types[i]!]!, times[i]!, clientId(customers[i]!), random));
    yield random.chance(SPOILT) ? spoil(line, random) : line;
  }
}

function inventEvents(people: Population): EventList {
  const events: EventList = { times: [], customers: [], types: [] };
  const visits = Random.named(people.seed, 'events');
  for (let index = 0; index < people.rows; index++) {
    const { shop, boughtAgain } = people.person(index);
    const random = visits.fork(index);
    const add = (type: number, from: number, days: number) => {
      events.times.push(from + Math.floor(random.uniform() * days * DAY));
      events.customers.push(index);
      events.types.push(type);
    };
    const views = random.poisson(Math.exp(-0.1 + 0.9 * shop.curiosity));
    for (let n = 0; n < views; n++) {
      add(0, AS_OF - HISTORY_DAYS * DAY, HISTORY_DAYS);
      if (random.chance(0.2)) add(1, AS_OF - HISTORY_DAYS * DAY, HISTORY_DAYS);
      if (random.chance(0.08)) add(2, AS_OF - HISTORY_DAYS * DAY, HISTORY_DAYS);
    }
    if (random.chance(0.2)) add(3, AS_OF - HISTORY_DAYS * DAY, HISTORY_DAYS);
    if (random.chance(boughtAgain ? 0.6 : 0.03)) add(1, AS_OF, LATER_DAYS);
  }
  return events;
}

/** One of the ways records go wrong: cut off, no type, no usable time, not an event. */
function spoil(line: string, random: Random): string {
  return random.pick([
    () => line.slice(0, Math.floor(line.length / 2)),
    () => line.replace('"event_type"', '"eventtype"'),
    () => line.replace(/"event_timestamp":\d+/, '"event_timestamp":"yesterday"'),
    () => '[]',
  ])();
}
