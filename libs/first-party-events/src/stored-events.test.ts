import { FolderObjectStore } from '@parley/object-store';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { EventSource, EventSpan, FoundEvent } from './event-source';
import { FileEvents } from './file-events';
import { StoredEvents } from './stored-events';
import { type Arrival, storeAsFirehose } from './testing/store-as-firehose';

const at = (text: string): number => Date.parse(text);
const [START, END] = [at('2026-04-02T00:00:00Z'), at('2026-07-01T00:00:00Z')];
const SPAN: EventSpan = { start: START, end: END, types: ["it's", 'view'], until: new Date('2026-08-15T06:00:00Z') };
const PREFIX = 's3://events/events/';
const MINUTE = 60_000;

let folder: string;
let store: FolderObjectStore;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'parley-stored-events-'));
  store = new FolderObjectStore({ events: folder });
});
afterEach(() => rmSync(folder, { recursive: true }));

const event = (client: string, time: number, more: object = {}): object => ({ event_id: `${client}-${time}`, event_type: 'view', event_timestamp: time, client: { client_id: client }, ...more });

async function found(span: EventSpan = SPAN, from: EventSource = new StoredEvents(store, PREFIX)): Promise<FoundEvent[]> {
  const all: FoundEvent[] = [];
  await from.read(span, (one) => all.push(one));
  return all;
}

const clients = (all: readonly FoundEvent[]): string[] => all.flatMap((one) => (one.outcome === 'Ok' ? [one.event.clientId] : [])).toSorted();

const counted = (all: readonly FoundEvent[]): string[] => all.flatMap((one) => (one.outcome === 'Ok' ? [[one.event.id, one.event.clientId, one.event.type, one.event.timestamp].join(' ')] : [])).toSorted();

describe('stored events', () => {
  it.each<[string, Arrival & { event: { event_timestamp: number } }]>([
    ['the first moment of the window, told by a clock that is five minutes ahead, the day before', { event: { event_timestamp: START + 1 }, at: START - 4 * MINUTE }],
    ['the last moment of it', { event: { event_timestamp: END }, at: END }],
    ['one that waited on a phone for six weeks', { event: { event_timestamp: END - 1 }, at: SPAN.until.getTime() - MINUTE }],
  ])('has %s', async (_, { event: { event_timestamp }, at: arrived }) => {
    await storeAsFirehose(store, PREFIX, [{ event: event('ann', event_timestamp), at: arrived }]);
    expect(await found()).toEqual([{ outcome: 'Ok', event: { id: `ann-${event_timestamp}`, clientId: 'ann', type: 'view', timestamp: event_timestamp } }]);
  });

  it('has what arrived after midnight in an object that was begun before it', async () => {
    const midnight = at('2026-04-02T00:00:00Z');
    await storeAsFirehose(store, PREFIX, [{ event: event('bob', START - 1), at: midnight - MINUTE }, { event: event('ann', START + MINUTE), at: midnight + 2 * MINUTE }]);
    expect(clients(await found())).toEqual(['ann']);
  });

  it('leaves out what is outside the window, of no counted type, or stored later, and opens nothing that can hold no event of it', async () => {
    await storeAsFirehose(store, PREFIX, [START, END + 1].map((time) => ({ event: event('early-or-late', time), at: END + 2 })));
    await storeAsFirehose(store, PREFIX, [{ event: event('typed', END, { event_type: 'other' }), at: END }]);
    for (const day of ['2026-03-30', '2026-08-16']) await store.put(`${PREFIX}dt=${day}/broken.parquet`, 'no Parquet');
    expect(await found()).toEqual([]);
    await store.put(`${PREFIX}dt=2026-08-15/broken.parquet`, "ann's data");
    await expect(found()).rejects.toMatchObject({ code: 'STORED_EVENTS_UNREADABLE', problems: [expect.objectContaining({ file: `${PREFIX}dt=2026-08-15/broken.parquet`, message: expect.not.stringContaining('ann') })] });
  });

  it('gives the same events as a file of them', async () => {
    const given = Array.from({ length: 5000 }, (_, index) => event(`c${index % 70}`, START + 1 + index * 1_500_000, { event_type: index % 3 === 0 ? "it's" : 'view', attributes: { page: 'é, "x"' }, metrics: { seconds: index / 7 } }));
    await store.put('s3://events/file.jsonl', given.map((one) => JSON.stringify(one)).join('\n'));
    const times = given.map((one) => (one as { event_timestamp: number }).event_timestamp);
    for (let from = 0; from < given.length; from += 700) await storeAsFirehose(store, PREFIX, given.slice(from, from + 700).map((one, index) => ({ event: one, at: (times[from + index] ?? 0) + index * MINUTE })));
    const stored = counted(await found());
    expect(stored).toHaveLength(5000);
    expect(stored).toEqual(counted(await found(SPAN, new FileEvents(store, 's3://events/file.jsonl'))));
  });
});
