import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { type EventRecord, readPinpointEvents } from './pinpoint-events';
import cases from './pinpoint-events.cases.json';

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

  it('refuses a missing file and bytes that are not UTF-8', async () => {
    await expect(readPinpointEvents(join(folder, 'absent')).next()).rejects.toMatchObject({ code: 'FILE_MISSING' });
    await expect(read(Buffer.from('{}\n{"a":"\xff"}', 'latin1'))).rejects.toMatchObject({ code: 'TEXT_INVALID', problems: [{ line: 2, column: 7 }] });
  });
});
