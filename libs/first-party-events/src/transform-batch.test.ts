import fc from 'fast-check';
import type { StreamRecord } from './transform';
import { transformBatch } from './transform-batch';

const ARRIVED = 1_795_950_000_000;
const LAMBDA_ANSWER = 6_291_556;
const record = (text: string | Buffer, recordId = 'r1'): StreamRecord => ({ recordId, data: Buffer.from(text).toString('base64'), approximateArrivalTimestamp: ARRIVED });
const event = (more: object = {}): string => JSON.stringify({ event_type: 'buy', event_timestamp: 1, client: { client_id: 'c1' }, ...more });
const decoded = (data = ''): string => Buffer.from(data, 'base64').toString();
const ports = { send: async (records: readonly Uint8Array[]) => records.map(() => true), wait: async () => undefined };

describe('transformBatch', () => {
  it.each([
    ['one event', event({ client_context: { custom: { endpoint: 'ann@example.com' } } }), 'Ok', [{ event_type: 'buy', event_timestamp: 1, event_version: '3.1', client: { client_id: 'c1' }, attributes: {}, metrics: {}, arrival_timestamp: ARRIVED }]],
    ['several, with and without line feeds', `${event()}${event({ event_type: '}{' })}\n${event({ arrival_timestamp: 7 })}\n`, 'Ok', [{ event_type: 'buy' }, { event_type: '}{' }, { arrival_timestamp: 7 }]],
    ['one that says nothing of a client', event({ client: {} }), 'Dropped', []],
    ['such a one among others', `${event({ client: undefined })}${event()}`, 'Ok', [{ event_type: 'buy' }]],
    ['a bad one among others', `${event()}${event({ event_type: 7 })}`, 'ProcessingFailed', []],
    ['an event from the future', event({ event_timestamp: ARRIVED + 300_001 }), 'ProcessingFailed', []],
    ['an event cut off', event().slice(0, -1), 'ProcessingFailed', []],
    ['no JSON', 'hello', 'ProcessingFailed', []],
    ['nothing', '', 'ProcessingFailed', []],
    ['Latin-1', Buffer.from(event({ attributes: { name: 'Zoë' } }), 'latin1'), 'ProcessingFailed', []],
  ])('%s', async (_, text, result, lines) => {
    const { records: [answer], counts } = await transformBatch([record(text)], ports);
    expect(answer).toMatchObject({ recordId: 'r1', result });
    expect(counts[result as 'Ok']).toBe(1);
    expect(decoded(answer?.data).split('\n').filter((line) => line !== '').map((line) => JSON.parse(line) as object)).toMatchObject(lines);
    expect(decoded(answer?.data)).not.toContain('ann@example.com');
    expect(Object.keys(answer ?? {}).toSorted()).toEqual(result === 'Ok' ? ['data', 'recordId', 'result'] : ['recordId', 'result']);
  });

  it('answers every record once within what Lambda can say; what has no room goes back whole or fails, and nothing is lost', async () => {
    const good = fc.record({ pad: fc.integer({ min: 0, max: 4000 }), copies: fc.integer({ min: 1, max: 60 }) }).map(({ pad, copies }) => event({ attributes: Object.fromEntries(Array.from({ length: pad / 200 }, (_, index) => [`a${index}`, 'x'.repeat(200)])) }).repeat(copies));
    const text = fc.oneof({ weight: 8, arbitrary: good }, fc.constantFrom('bad', event({ client: {} })));
    let again = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(text, { minLength: 1, maxLength: 250, size: 'max' }), fc.integer({ min: 1, max: 4 }), async (texts, nth) => {
        const batch = texts.map((one, index) => record(one, `r${index}`));
        const back: string[] = [];
        let asked = 0;
        const answer = await transformBatch(batch, {
          wait: async () => undefined,
          send: async (records) => records.map((bytes) => {
            const takes = asked++ % nth === 0;
            if (takes) back.push(Buffer.from(bytes).toString());
            return takes;
          }),
        });
        expect(answer.records.map(({ recordId }) => recordId)).toEqual(batch.map(({ recordId }) => recordId));
        expect(Buffer.byteLength(JSON.stringify({ records: answer.records }))).toBeLessThan(LAMBDA_ANSWER);
        expect(answer.counts.again).toBe(back.length);
        again += back.length;
        expect(Object.values(answer.counts).reduce((sum, count) => sum + count, 0)).toBe(batch.length);
        const isGood = texts.map((one) => one !== 'bad' && one !== event({ client: {} }));
        const droppedGood = texts.filter((_, index) => isGood[index] && answer.records[index]?.result === 'Dropped');
        expect(droppedGood.toSorted()).toEqual(back.toSorted()); // dropped only as it came back
        expect(answer.records.some(({ result }, index) => isGood[index] && result === 'Ok') || !isGood.includes(true)).toBe(true); // each batch gets on
      }),
      { numRuns: 6, seed: 6 },
    );
    expect(again).toBeGreaterThan(100); // the batches were large enough to try it
  });
});
