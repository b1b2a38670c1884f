import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { ResultLocation, StartQuery } from '@parley/clean-room-client';
import type { ObjectStore } from '@parley/object-store';
import { EmbeddedCleanRoom, type EmbeddedCleanRoomOptions, type QueryEvent, type RoomTemplate } from './index';
import { buildEntry } from './testing/build-entry';
import { ended } from './testing/ended';
import { ACCOUNTS, MEMBERSHIP, specFolder, specRoom } from './testing/spec-room';

const { Q, R } = ACCOUNTS;
const TEMPLATE: RoomTemplate = {
  arn: 'arn:aws:cleanrooms:us-east-1:222222222222:membership/m/analysistemplate/t',
  creator: Q,
  text: 'SELECT segment FROM seg WHERE segment = :wanted',
  parameters: [{ name: 'wanted', type: 'VARCHAR' }],
};
const ROOM = specRoom({ receivers: [Q, R], segReceivers: [Q, R], templates: [TEMPLATE] });

let entry: string;
let folder: string;
let options: Omit<EmbeddedCleanRoomOptions, 'rooms'>;
let remove: () => void;
let room: EmbeddedCleanRoom;
beforeAll(() => {
  entry = buildEntry('query-process');
});
beforeEach(async () => {
  ({ folder, options, remove } = await specFolder(entry));
});
afterEach(async () => {
  await room.close();
  remove();
});

const place = (bucket: string, changes: Partial<ResultLocation> = {}): ResultLocation => ({ bucket, keyPrefix: 'run', format: 'CSV', ...changes });
const query = (changes: Partial<StartQuery> = {}): StartQuery =>
  ({ membershipId: MEMBERSHIP, sql: 'SELECT segment FROM seg WHERE score > 2', result: place('results'), ...changes }) as StartQuery;
const files = (bucket: string) => (existsSync(join(folder, bucket)) ? readdirSync(join(folder, bucket), { recursive: true, withFileTypes: true }).filter((each) => each.isFile()) : []);
const audit = () => readFileSync(options.auditFile, 'utf8').trimEnd().split('\n').map((line) => JSON.parse(line).entry); // prettier-ignore

it('gives every receiver the same rows, each at its own place and in its own format', async () => {
  room = new EmbeddedCleanRoom({ ...options, rooms: [ROOM] });
  const started = await room.startQuery(query({ copies: [place('of-r', { receiver: R, keyPrefix: 'theirs', format: 'PARQUET' })] }));
  expect(started.copies).toBeUndefined();
  const done = await ended(room, started);
  expect(done).toMatchObject({
    status: 'SUCCESS',
    resultUri: `s3://results/run/${done.id}/part-0.csv`,
    copies: [{ receiver: R, uri: `s3://of-r/theirs/${done.id}/part-0.parquet` }],
  });
  expect((await options.store.get(done.resultUri!)).toString()).toBe('segment\nbronze\nsilver\n');
  expect((await options.store.get(done.copies![0]!.uri)).toString('latin1')).toMatch(/^PAR1.*bronze.*silver.*PAR1$/s);
  expect(audit()[0]).toMatchObject({ receivers: [Q, R] });
});

it('delivers to a member that is not the runner alone', async () => {
  room = new EmbeddedCleanRoom({ ...options, rooms: [ROOM] });
  const done = await ended(room, await room.startQuery(query({ result: place('of-r', { receiver: R }) })));
  expect([done.status, files('results').length, files('of-r').length]).toEqual(['SUCCESS', 0, 1]);
  expect(audit()[0]).toMatchObject({ runner: Q, receivers: [R] });
});

it.each<[string, ResultLocation[], string]>([
  ['one receiver twice', [place('of-r')], 'RESULT_RECEIVER_TWICE'],
  ['one place twice', [place('results', { receiver: R })], 'RESULT_RECEIVER_TWICE'],
  ['a place that climbs out of its bucket', [place('of-r', { receiver: R, keyPrefix: '../x' })], 'OBJECT_URI_INVALID'],
])('refuses %s before anything is judged', async (_, copies, code) => {
  room = new EmbeddedCleanRoom({ ...options, rooms: [ROOM] });
  await expect(room.startQuery(query({ copies }))).rejects.toMatchObject({ kind: 'input', code });
  expect(existsSync(options.auditFile) && readFileSync(options.auditFile, 'utf8')).toBe('');
});

it('leaves no copy when the result of the runner cannot be stored', async () => {
  // The copy is stored first; then the disk of the other bucket is full.
  const store: ObjectStore = Object.assign(Object.create(options.store) as ObjectStore, {
    remove: (uri: string) => options.store.remove(uri),
    putFile: <T>(uri: string, make: (path: string) => Promise<T>): Promise<T> =>
      options.store.putFile(uri, async (path) => {
        const made = await make(path);
        if (uri.startsWith('s3://results/')) throw Object.assign(new Error('no space left'), { code: 'ENOSPC', syscall: 'write' });
        return made;
      }),
  });
  room = new EmbeddedCleanRoom({ ...options, store, rooms: [ROOM] });
  const done = await ended(room, await room.startQuery(query({ copies: [place('of-r', { receiver: R })] })));
  expect(done).toMatchObject({ status: 'FAILED', error: { code: 'RESULT_NOT_WRITTEN' } });
  expect([...files('results'), ...files('of-r')]).toEqual([]);
});

it('keeps of a template its text, its ARN and the names of the parameters, never their values', async () => {
  room = new EmbeddedCleanRoom({ ...options, rooms: [ROOM] });
  const analysisTemplate = { arn: TEMPLATE.arn, parameters: { wanted: 'silver' } };
  const done = await ended(room, await room.startQuery(query({ sql: undefined, analysisTemplate })));
  expect((await options.store.get(done.resultUri!)).toString()).toBe('segment\nsilver\n');
  expect(audit()[0]).toMatchObject({ sql: TEMPLATE.text, analysisTemplate: { arn: TEMPLATE.arn, parameters: ['wanted'] }, verdict: 'allowed' });
  for (const name of [options.auditFile, join(folder, 'clean-room', 'queries', `${done.id}.json`)]) {
    expect(readFileSync(name, 'utf8')).not.toContain('silver');
  }
});

it('waits for a query that is being started when it is closed', async () => {
  room = new EmbeddedCleanRoom({ ...options, rooms: [ROOM] });
  const starting = room.startQuery(query());
  await room.close();
  await expect(starting).resolves.toMatchObject({ status: 'SUBMITTED' });
  expect(files('results')).toHaveLength(1);
  expect(audit().map(({ kind }: { kind: string }) => kind)).toEqual(['submission', 'termination']);
});

it('tells every submission, start and end, in order; a listener that throws changes nothing', async () => {
  const at = '2026-11-22T20:00:00.000Z';
  const told: QueryEvent[] = [];
  const events = (event: QueryEvent) => {
    told.push(event);
    throw new Error('a listener of someone else');
  };
  room = new EmbeddedCleanRoom({ ...options, rooms: async () => ROOM, events, clock: () => new Date(at) });
  await expect(room.startQuery(query({ sql: 'SELECT nothing FROM seg' }))).rejects.toMatchObject({ code: 'QUERY_REFUSED' });
  const done = await ended(room, await room.startQuery(query()));
  await room.close();
  expect(told).toEqual([
    { kind: 'submission', submission: expect.objectContaining({ verdict: 'refused', refusals: ['NAME_UNKNOWN_COLUMN'] }) },
    { kind: 'submission', submission: expect.objectContaining({ queryId: done.id, verdict: 'allowed' }) },
    { kind: 'start', at, query: expect.objectContaining({ id: done.id, status: 'STARTED' }) },
    { kind: 'end', at, query: done },
  ]);
  expect(readFileSync(join(folder, 'details.jsonl'), 'utf8')).toContain('a listener of someone else');
});
