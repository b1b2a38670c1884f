import fc from 'fast-check';
import type { Dataset } from '@parley/gradient-boosting';
import { type ClientEvent, EventFeatures, type EventWindow } from './event-features';

const asOf = '2026-03-01T00:00:00Z';
const end = Date.parse(asOf);
const day = 86_400_000;
const window = { asOf, windowDays: 30, types: ['visit', 'purchase'] };
const at = (clientId: string, type: string, days: number): ClientEvent => ({ clientId, type, timestamp: end + days * day });

function eventFeatures(events: readonly ClientEvent[], of: EventWindow, ids: readonly string[]): Dataset {
  const counted = new EventFeatures(of, ids);
  for (const event of events) counted.add(event);
  return counted.features();
}

describe('event features', () => {
  it('counts by type and dates the last event, within the window', () => {
    const events = [
      at('ann', 'visit', -1.5),
      at('ann', 'visit', -29.9),
      at('ann', 'purchase', 0),
      at('bob', 'visit', -30),
      at('bob', 'search', -1),
      at('eve', 'visit', -1),
    ];
    expect(eventFeatures(events, window, ['bob', 'ann'])).toEqual({
      rows: 2,
      features: [
        { kind: 'numeric', name: 'events:visit', values: Float64Array.of(0, 2) },
        { kind: 'numeric', name: 'events:purchase', values: Float64Array.of(0, 1) },
        { kind: 'numeric', name: 'events:days-since-last', values: Float64Array.of(Number.NaN, 0) },
      ],
    });
  });

  it('never lets an event after asOf count, and does not mind the order of delivery', () => {
    const someEvent = fc.record({
      clientId: fc.constantFrom('ann', 'bob'),
      type: fc.constantFrom('visit', 'purchase', 'search'),
      timestamp: fc.integer({ min: end - 40 * day, max: end + 40 * day }),
    });
    fc.assert(
      fc.property(fc.array(someEvent), (events) => {
        const past = events.filter(({ timestamp }) => timestamp <= end);
        expect(eventFeatures([...events].reverse(), window, ['ann', 'bob'])).toEqual(eventFeatures(past, window, ['ann', 'bob']));
      }),
    );
  });

  it('count an event once however often it came, and an id that is given again for another', () => {
    const event = fc.record({ clientId: fc.constantFrom('ann', 'bob'), type: fc.constantFrom('visit', 'purchase'), timestamp: fc.integer({ min: end - 2 * day, max: end }) });
    fc.assert(
      fc.property(fc.array(event, { maxLength: 3000, size: 'max' }), fc.array(fc.nat(), { maxLength: 3000, size: 'max' }), (events, again) => {
        const once = events.map((one, index) => ({ ...one, id: String(index % 100) }));
        const told = [...new Map(once.map((one) => [JSON.stringify(one), one])).values()];
        const copies = again.flatMap((at) => once[at % once.length] ?? []);
        expect(eventFeatures([...once, ...copies], window, ['ann', 'bob'])).toEqual(eventFeatures(told.map(({ id: _id, ...one }) => one), window, ['ann', 'bob']));
      }),
      { numRuns: 30 },
    );
  });

  it('count events without an id each time', () => {
    expect(eventFeatures([at('ann', 'visit', -1), at('ann', 'visit', -1)], window, ['ann']).features[0]).toMatchObject({ values: Float64Array.of(2) });
  });

  it.each([
    ['an asOf that is no moment', { ...window, asOf: 'soon' }, [], ['ann'], 'SEGMENTATION_BAD_EVENTS'],
    ['a timestamp that is no number', window, [{ clientId: 'eve', type: 'visit', timestamp: Number.NaN }], ['ann'], 'SEGMENTATION_BAD_EVENTS'],
    ['an id twice', window, [], ['ann', 'ann'], 'SEGMENTATION_DUPLICATE_IDS'],
  ])('refuses %s', (_, given, events, ids, code) => {
    expect(() => eventFeatures(events, given, ids)).toThrow(expect.objectContaining({ code }));
  });
});
