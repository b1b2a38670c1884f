import { FolderObjectStore, type ObjectStore } from '@parley/object-store';
import { readParquet, withDuckDb, writeParquet } from '@parley/tabular';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { erasePerson } from './erase-person';
import type { Person } from './person';
import { Progress } from './progress';
import { ann } from './testing/ann';

const [emailHash = ''] = ann.hashes;
const failure = (record: string): string => `${JSON.stringify({ errorCode: 'Lambda.FunctionError', rawData: Buffer.from(record).toString('base64') })}\n`;
const event = (id: string, attribute: string): string => `SELECT {'client_id': '${id}'} AS client, MAP{'who': '${attribute}'} AS attributes`;
const FILES: Record<string, string | Buffer> = {
  'owner/customers.csv': 'customer_id,email\nC1001,Ann.Lee+x@gmail.com\nC1002,"bo, ek@example.com"\nC1003,annlee@gmail.com\n',
  'partner/people.csv': 'partner_id,email,phone\nP1,ann.lee@gmail.com,\nP2,,202-555-0123\nP3,bo@example.com,\n',
  'events.jsonl.gz': gzipSync('{"client":{"client_id":"C1001"}}\n{"client":{"client_id":"C1002"}}\n'),
  'ledger.jsonl': '{"reserve":[{"campaign":"a","runId":"r","recipient":"C1001","channel":"email"},{"campaign":"a","runId":"r","recipient":"C1002","channel":"email"}]}\n{"settle":[["a|r|C1001|email","sent"]]}\n',
  'deferred.jsonl': '{"defer":[{"recipient":"C1001"}]}\n{"defer":[{"recipient":"C1001"},{"recipient":"C1002"}]}\n',
  'deferred.jsonl.torn': '{"defer":[{"recipient":"C1001"',
  'incoming/customers/june': gzipSync('customer_id,email\nC1001,a@example.com\nC1002,b@example.com\n'), // an upload has any name
  'alone.csv': 'customer_id\nC1001\n',
  'failed/processing-failed/dt=2026-07-01/stream-1': `${failure('{"client":{"client_id":"C1001"}}')}${failure('{"client_id":"C1001"')}${failure('{"client_id":"C1002"')}`,
  'feedback/unread/1.json': '"no JSON of SES: ann.lee@gmail.com, annlee@gmail.com"\n',
  'feedback/unread.jsonl': '"to annlee@gmail.com"\n"to bo@example.com"\n',
  'segments/a.json': '["C1001","C1002"]',
  'outbox/email/1.eml': 'From: shop@example.com\r\nTo: ann.lee@gmail.com\r\nSubject: Hi\r\n\r\nHello Ann',
  'outbox/email/2.eml': 'From: shop@example.com\r\nTo: bo@example.com\r\n\r\nHello Bo',
  'outbox/sms/1.json': '{"recipient":"C1001","to":"+12025550123"}',
  'model/model.json': '{"categories":["C1001x"]}',
};

describe('taking a person out of a folder', () => {
  let folder: string;
  let store: FolderObjectStore;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'parley-forget-'));
    store = new FolderObjectStore({ run: folder });
    for (const [name, body] of Object.entries(FILES)) {
      await mkdir(dirname(join(folder, name)), { recursive: true });
      await writeFile(join(folder, name), body);
    }
    await mkdir(join(folder, 'tables'));
    await writeParquet(join(folder, 'tables/hashed.parquet'), { rows: 2, columns: [{ name: 'hashed_email', type: 'string', values: [emailHash, 'other'] }, { name: 'n', type: 'double', values: [1, 2] }] });
    await writeParquet(join(folder, 'scores.parquet'), { rows: 2, columns: [{ name: 'customer_id', type: 'string', values: ['C1001', 'C1002'] }, { name: 'score', type: 'double', values: [0.5, 0.25] }] });
    await mkdir(join(folder, 'events'));
    const events = [event('C1001', ''), event('C1002', ''), event('C1003', 'annlee@gmail.com')].join(' UNION ALL ');
    await withDuckDb((connection) => connection.run(`COPY (${events}) TO '${join(folder, 'events/part')}' (FORMAT parquet)`), { files: [join(folder, 'events/part')] });
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  const text = async (name: string) => readFile(join(folder, name), 'utf8');

  it('leaves all others, and another customer with the same address', async () => {
    const person = { ...ann, emails: new Set<string>(), hashes: new Set([emailHash]) }; // shared with C1003, so not theirs alone
    await erase(person, store, ['s3://run/owner/', 's3://run/segments/', 's3://run/tables/', 's3://run/scores']);
    expect(await text('owner/customers.csv')).toBe('customer_id,email\nC1002,"bo, ek@example.com"\nC1003,annlee@gmail.com\n');
    expect(await text('segments/a.json')).toBe('["C1002"]');
    const { columns } = await readParquet(join(folder, 'scores.parquet'));
    expect(columns.map(({ name, type, values }) => [name, type, values])).toEqual([['customer_id', 'string', ['C1002']], ['score', 'double', [0.25]]]);
    expect((await readParquet(join(folder, 'tables/hashed.parquet'))).columns.map(({ values }) => values)).toEqual([['other'], [2]]);
  });

  it('does in each format what that format needs', async () => {
    await writeFile(join(folder, 'owner/customers.csv'), 'customer_id,email\nC1001,a@example.com\n C1002,b@example.com\n');
    const done = await erase(ann, store, ['s3://run/']);
    expect(Object.fromEntries(done.map(({ uri, what, records }) => [uri.slice('s3://run/'.length), `${what} ${records}`]))).toEqual({
      'owner/customers.csv': 'rewritten 1',
      'partner/people.csv': 'rewritten 2',
      'events.jsonl.gz': 'rewritten 1',
      'ledger.jsonl': 'pseudonymised 2',
      'deferred.jsonl': 'rewritten 2',
      'deferred.jsonl.torn': 'removed 1',
      'incoming/customers/june': 'rewritten 1',
      'alone.csv': 'rewritten 1',
      'failed/processing-failed/dt=2026-07-01/stream-1': 'rewritten 2',
      'feedback/unread/1.json': 'removed 1',
      'feedback/unread.jsonl': 'rewritten 1',
      'events/part': 'rewritten 2',
      'segments/a.json': 'rewritten 1',
      'outbox/email/1.eml': 'removed 1',
      'outbox/sms/1.json': 'removed 1',
      'tables/hashed.parquet': 'rewritten 1',
      'scores.parquet': 'rewritten 1',
    });
    expect(await text('ledger.jsonl')).toBe((FILES['ledger.jsonl'] as string).replaceAll('C1001', ann.pseudonym));
    expect(await text('deferred.jsonl')).toBe('{"defer":[{"recipient":"C1002"}]}\n');
    expect(gunzipSync(await readFile(join(folder, 'events.jsonl.gz'))).toString()).toBe('{"client":{"client_id":"C1002"}}\n');
  });

  it('goes on after a kill at any write, and comes to the same end', async () => {
    await writeFile(join(folder, 'owner/customers.csv'), 'customer_id,email\nC1001,a@example.com\nC1002,b@example.com\n');
    let kills = 0;
    for (let allowed = 0; ; allowed++) {
      const outcome = await erase(ann, dyingAfter(allowed, store), ['s3://run/']).catch((error: Error) => error);
      if (Array.isArray(outcome)) break;
      kills++;
    }
    expect(kills).toBeGreaterThan(1);
    expect(await erase(ann, store, ['s3://run/'])).toEqual([]); // what holds a header alone is read again too
    expect(await text('segments/a.json')).toBe('["C1002"]');
  });

  it('says which file it could not clean, and never that all is done', async () => {
    await writeFile(join(folder, 'notes.txt'), 'called C1001 on Monday');
    await writeFile(join(folder, 'owner/customers.csv'), 'customer_id,email\nC1001,a@example.com\nC1002,b@example.com\n');
    await expect(erase(ann, store, ['s3://run/'])).rejects.toMatchObject({ code: 'FORGET_INCOMPLETE', problems: [{ file: 's3://run/notes.txt' }] });
  });

  it('names a file that is not what its name says', async () => {
    await writeFile(join(folder, 'segments/a.json'), '["C1001"');
    await expect(erase(ann, store, ['s3://run/segments/'])).rejects.toMatchObject({ code: 'FORGET_FILE_UNREADABLE' });
  });
});

const erase = async (person: Person, store: ObjectStore, prefixes: readonly string[]) => erasePerson(person, store, prefixes, await Progress.open(new Date(0)));

/** A store whose process ends after so many removals and whole files. */
function dyingAfter(writes: number, store: ObjectStore): ObjectStore {
  let left = writes;
  const spend = () => {
    if (left-- <= 0) throw new Error('killed');
  };
  return {
    get: (uri) => store.get(uri),
    put: (uri, body) => store.put(uri, body),
    list: (prefix) => store.list(prefix),
    exists: (uri) => store.exists(uri),
    withFile: (uri, use) => store.withFile(uri, use),
    remove: (uri) => {
      spend();
      return store.remove(uri);
    },
    putFile: (uri, make) =>
      store.putFile(uri, async (path) => {
        const made = await make(path);
        spend();
        return made;
      }),
  };
}
