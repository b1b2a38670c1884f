import fixture from './firehose.event.json';
import { ingestHandler } from './ingest-handler';

/** The event of Firehose's documents ("Hello World" is no event), and one that is. */
it('answers each record, and finds the stream by its name', async () => {
  const asked: string[] = [];
  const logged: unknown[] = [];
  const handler = ingestHandler({
    streamOf: (name) => {
      asked.push(name);
      return async (records) => records.map(() => true);
    },
    wait: async () => undefined,
    log: (counts, reasons) => logged.push({ counts, reasons }),
  });
  const { records } = await handler(fixture);
  expect(records.map(({ recordId, result }) => [recordId, result])).toEqual([['record1', 'ProcessingFailed'], ['record2', 'Ok']]);
  expect(Buffer.from(records[1]?.data ?? '', 'base64').toString()).toBe('{"event_type":"buy","event_timestamp":1510772100000,"event_version":"3.1","client":{"client_id":"c1"},"attributes":{},"metrics":{},"arrival_timestamp":1510772160000}\n');
  expect(asked).toEqual(['events']);
  expect(logged).toEqual([{ counts: { Ok: 1, Dropped: 0, ProcessingFailed: 1, again: 0 }, reasons: { 'not JSON': 1 } }]);
});
