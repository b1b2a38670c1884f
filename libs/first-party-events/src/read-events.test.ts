import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { LONGEST_EVENT } from './envelope';
import { type EventRecord, readPinpointEvents } from './read-events';
import cases from './read-events.cases.json';

let folder: string;
beforeAll(() => (folder = mkdtempSync(join(tmpdir(), 'parley-events-'))));
afterAll(() => rmSync(folder, { recursive: true }));

async function read(content: string | Buffer): Promise<EventRecord[]> {
  const path = join(folder, 'events.json.gz');
  writeFileSync(path, content);
  const records: EventRecord[] = [];
  for await (const record of readPinpointEvents(path)) records.push(record);
  return records;
}

const event = (index: number): object => ({ event_type: '}{"', event_timestamp: index, client: { client_id: `c\\"${index}` } });

describe('readPinpointEvents', () => {
  it('gives every record its outcome and line, packed or not', async () => {
    const lines = cases.map(([, record]) => JSON.stringify(record));
    const expected = cases.map(([outcome, , found], index) => ({ line: index + 1, outcome, ...(outcome === 'Ok' ? { event: found } : { reason: found }) }));
    expect(await read(lines.join('\n'))).toEqual(expected);
    expect(await read(gzipSync(lines.join('\n')))).toEqual(expected);
  });

  it('passes over blank lines and says which line is not JSON', async () => {
    expect(await read('\ufeff\n{"event_type":\r\n\n')).toEqual([{ line: 2, outcome: 'ProcessingFailed', reason: 'not JSON' }]);
  });

  it('reads objects that follow one another without line feeds, over several gzip members, as Firehose wrote them', async () => {
    const one = Array.from({ length: 20_000 }, (_, index) => JSON.stringify(event(index))).join('');
    const records = await read(Buffer.concat([gzipSync(one), gzipSync(`\n${JSON.stringify(event(7))} ${JSON.stringify(event(8))}`)]));
    expect(records.filter(({ outcome }) => outcome === 'Ok')).toHaveLength(20_002);
    expect(records.slice(-1)).toMatchObject([{ line: 2, outcome: 'Ok', event: { type: '}{"', clientId: 'c\\"8', timestamp: 8 } }]);
  });

  it('gives up a record that is too long, and reads on in the next line', async () => {
    const long = `{"event_type":"${'x'.repeat(LONGEST_EVENT)}`;
    expect(await read(`${long}${long}${long}\n[\n`)).toEqual([
      { line: 1, outcome: 'ProcessingFailed', reason: 'longer than any event may be' },
      { line: 2, outcome: 'ProcessingFailed', reason: 'not JSON' },
    ]);
  });

  it('refuses a missing file and bytes that are not UTF-8', async () => {
    await expect(readPinpointEvents(join(folder, 'absent')).next()).rejects.toMatchObject({ code: 'FILE_MISSING' });
    await expect(read(Buffer.from('{}\n{"a":"\xff"}', 'latin1'))).rejects.toMatchObject({ code: 'TEXT_INVALID', problems: [{ line: 2, column: 7 }] });
  });
});
