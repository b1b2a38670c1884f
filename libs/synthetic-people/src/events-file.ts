import { customerId } from './owner-files';
import type { Population } from './person';
import { pinpointRecord } from './pinpoint-record';
import { Random } from './random';
import type { SourceFile } from './source-file';

/** The moment of prediction, as `stacks/owner/plan.yaml` has it. */
export const AS_OF = Date.UTC(2026, 6, 1);
export const EVENT_TYPES = ['product.viewed', 'cart.added', 'wishlist.added', '_session.start'] as const;

const DAY = 86_400_000;
const HISTORY_DAYS = 130;
const LATER_DAYS = 60;
const SPOILT = 0.003;

interface EventList {
  times: number[];
  customers: number[];
  types: number[];
}

/**
 * Events in order of time, from 130 days before the moment of prediction. Those after it give the label away, so that
 * whoever counts them is found out. A few records are spoilt, as in every archive.
 */
export function eventsFile(people: Population): SourceFile {
  const records = Random.named(people.seed, 'event records');
  return { path: 'owner/events.jsonl.gz', lines: lines() };

  function* lines() {
    const { times, customers, types } = inventEvents(people);
    const order = Uint32Array.from(times, (_, i) => i).sort((a, b) => times[a]! - times[b]! || a - b);
    for (const [number, i] of order.entries()) {
      const random = records.fork(number);
      const line = JSON.stringify(pinpointRecord(EVENT_TYPES[types[i]!]!, times[i]!, customerId(customers[i]!), random));
      yield random.chance(SPOILT) ? spoil(line, random) : line;
    }
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
