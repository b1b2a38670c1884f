import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ProtectedQuery, StartQuery } from '@parley/clean-room-client';
import { EmbeddedCleanRoom, type EmbeddedCleanRoomOptions, QUERY_ERRORS, type QueryEvent, verifyAudit } from './index';
import { buildEntry } from './testing/build-entry';
import { allowing, CANARY, MATCH, MEMBERSHIP, sampleRoom } from './testing/sample-room';

const ENDLESS = 'SELECT count(*) AS v FROM range(1000000000000) a, customers';

let entry: string;
let folder: string;
let options: EmbeddedCleanRoomOptions;
let remove: () => void;
let open: EmbeddedCleanRoom[];
let stopped: ChildProcess[];
beforeAll(() => {
  entry = buildEntry('query-process');
});
beforeEach(async () => {
  ({ folder, options, remove } = await sampleRoom(entry));
  open = [];
  stopped = [];
});
afterEach(async () => {
  for (const host of stopped) host.kill('SIGKILL');
  await Promise.all(open.map((room) => room.close()));
  remove();
});

function cleanRoom(changes: Partial<EmbeddedCleanRoomOptions> = {}): EmbeddedCleanRoom {
  const room = new EmbeddedCleanRoom({ ...options, ...changes });
  open.push(room);
  return room;
}

const query = (keyPrefix: string, changes: Partial<StartQuery['result']> = {}, sql = MATCH): StartQuery => ({
  membershipId: MEMBERSHIP,
  sql,
  result: { bucket: 'results', keyPrefix, format: 'CSV', ...changes },
});

const pause = () => new Promise((resolve) => setTimeout(resolve, 20));

/** The query process, but its process id stands in a file. */
function entryThatTellsItsPid(): string {
  const file = join(folder, 'entry.mjs');
  const tell = `import { writeFileSync } from 'node:fs'; writeFileSync(${JSON.stringify(join(folder, 'pid'))}, String(process.pid));`;
  writeFileSync(file, `${tell} await import(${JSON.stringify(entry)});`);
  return file;
}

async function queryPid(): Promise<number> {
  const file = join(folder, 'pid');
  while (!existsSync(file) || readFileSync(file, 'utf8') === '') await pause();
  return Number(readFileSync(file, 'utf8'));
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

async function ended(room: EmbeddedCleanRoom, { id }: ProtectedQuery): Promise<ProtectedQuery> {
  for (;;) {
    const now = await room.getQuery(MEMBERSHIP, id);
    if (!['SUBMITTED', 'STARTED', 'CANCELLING'].includes(now.status)) return now;
    await pause();
  }
}

const entries = () => readFileSync(options.auditFile, 'utf8').trim().split('\n').map((line) => JSON.parse(line).entry); // prettier-ignore
const stored = () => (existsSync(join(folder, 'results')) ? readdirSync(join(folder, 'results'), { recursive: true, withFileTypes: true }) : []).filter((entry) => entry.isFile()); // prettier-ignore

it('runs an allowed query: the matched rows, an audit of both ends, nothing else left', async () => {
  const room = cleanRoom();
  const started = await room.startQuery(query('runs/one/'));
  expect(started).toMatchObject({ status: 'SUBMITTED', keyPrefix: 'runs/one/' });
  const done = await ended(room, started);
  expect(done).toEqual({
    id: started.id,
    membershipId: MEMBERSHIP,
    status: 'SUCCESS',
    keyPrefix: 'runs/one/',
    resultUri: `s3://results/runs/one/${started.id}/part-0.csv`,
    statistics: { totalDurationInMillis: expect.any(Number) },
  });
  expect((await options.store.get(done.resultUri!)).toString()).toBe('customer_id,income\nc1,high\nc2,low\n');
  expect(entries()).toEqual([
    expect.objectContaining({
      kind: 'submission',
      queryId: started.id,
      verdict: 'allowed',
      sql: MATCH,
      tables: [expect.objectContaining({ table: 'customers', ruleType: 'LIST' }), expect.objectContaining({ table: 'people', ruleType: 'LIST' })],
    }),
    expect.objectContaining({ kind: 'termination', queryId: started.id, status: 'SUCCESS' }),
  ]);
  const head = await room.auditHead();
  expect(await verifyAudit(options.auditFile, head)).toMatchObject({ intact: true, head });
  expect(readdirSync(join(folder, 'clean-room', 'scratch'))).toEqual([]);
});

it('refuses with code, place and repair, records the attempt and runs nothing', async () => {
  const room = cleanRoom();
  const refused = room.startQuery(query('runs/two', {}, 'SELECT DISTINCT c.customer_id,\n  p.hashed_email FROM customers c INNER JOIN people p ON c.hashed_email = p.hashed_email'));
  const error = await refused.catch((caught: unknown) => caught);
  expect(error).toMatchObject({ kind: 'refused', code: 'QUERY_REFUSED', exitCode: 3 });
  const { problems } = error as { problems: { code: string; line: number; repair: string }[] };
  expect(problems[0]).toMatchObject({ line: 2, column: 3, code: expect.any(String), repair: expect.any(String) });
  expect(entries()).toEqual([
    expect.objectContaining({ verdict: 'refused', refusals: problems.map(({ code }) => code), tables: [expect.objectContaining({ table: 'people' })] }),
  ]);
  expect(await room.listQueries(MEMBERSHIP)).toEqual([]);
  expect(stored()).toEqual([]);
});

it('runs two queries at once, a third after them, and finds a twin by its prefix, newest first', async () => {
  const room = cleanRoom();
  const started = await Promise.all(['a', 'b', 'c'].map((name) => room.startQuery(query(`runs/${name}`, { format: name === 'b' ? 'PARQUET' : 'CSV' }))));
  const done = await Promise.all(started.map((each) => ended(room, each)));
  expect(done.map(({ status }) => status)).toEqual(['SUCCESS', 'SUCCESS', 'SUCCESS']);
  expect(await options.store.get(done[0]!.resultUri!)).toEqual(await options.store.get(done[2]!.resultUri!));
  await room.close();

  const later = cleanRoom();
  expect((await later.listQueries(MEMBERSHIP)).map(({ keyPrefix }) => keyPrefix)).toEqual(['runs/c', 'runs/b', 'runs/a']);
  const twin = (await later.listQueries(MEMBERSHIP)).find(({ keyPrefix }) => keyPrefix === 'runs/b');
  expect(twin).toEqual(done[1]);
  await later.startQuery(query('runs/d'));
  expect((await later.listQueries(MEMBERSHIP))[0]!.keyPrefix).toBe('runs/d');
});

it.each([
  ['a bad cast', 'SELECT CAST(customer_id AS INT) AS v FROM customers', {}, 'FAILED', 'QUERY_FAILED_CAST'],
  ['too little time', ENDLESS, { wallSeconds: 1 }, 'TIMED_OUT', 'QUERY_TIMED_OUT'],
  ['too large a result', 'SELECT range AS v FROM range(10)', { maxRows: 9 }, 'FAILED', 'RESULT_TOO_LARGE'],
])('ends %s with a code, a fixed text and no result', async (_, sql, limits, status, code) => {
  const room = cleanRoom({ judge: allowing(sql), queryProcess: { ...options.queryProcess, limits } });
  const done = await ended(room, await room.startQuery(query('runs/failing')));
  expect(done).toMatchObject({ status, error: { code } });
  expect(done.resultUri).toBeUndefined();
  expect(stored()).toEqual([]);
  expect(entries().at(-1)).toMatchObject({ kind: 'termination', status, errorCode: code });
});

it('says a bad value to the owner of the machine alone', async () => {
  const sql = "SELECT CAST(income AS INT) AS v FROM people WHERE hashed_email = 'hz'";
  const judge = allowing(sql, [{ table: 'people', columns: ['income', 'hashed_email'] }]);
  const room = cleanRoom({ judge });
  const failed = await ended(room, await room.startQuery(query('runs/bad')));
  await room.close();
  expect(failed.error).toEqual({ code: 'QUERY_FAILED_CAST', message: QUERY_ERRORS.QUERY_FAILED_CAST });
  expect(readFileSync(options.auditFile, 'utf8')).not.toContain(CANARY);
  expect(readFileSync(join(folder, 'details.jsonl'), 'utf8')).toContain(CANARY);
  expect(statSync(join(folder, 'details.jsonl')).mode & 0o077).toBe(0);
});

it('fails with a fixed text when its process is killed, or a table lacks a column', async () => {
  const room = cleanRoom({ judge: allowing(ENDLESS), queryProcess: { ...options.queryProcess, entry: entryThatTellsItsPid() } });
  const started = await room.startQuery(query('runs/killed'));
  process.kill(await queryPid(), 'SIGKILL');
  expect(await ended(room, started)).toMatchObject({ status: 'FAILED', error: { code: 'QUERY_PROCESS_LOST' } });

  writeFileSync(join(folder, 'catalog/111122223333/shared/customers/part-0.csv'), 'customer\nc1\n');
  const lacking = await ended(room, await room.startQuery(query('runs/lacking')));
  expect(lacking).toMatchObject({ status: 'FAILED', error: { code: 'TABLE_UNREADABLE' } });
  expect(stored()).toEqual([]);
});

it('cancels a running query and one that waits', async () => {
  const room = cleanRoom({ judge: allowing(ENDLESS), queryProcess: { ...options.queryProcess, concurrent: 1 } });
  const [running, waiting] = [await room.startQuery(query('runs/1')), await room.startQuery(query('runs/2'))];
  for (const { id } of [waiting, running]) expect((await room.cancelQuery(MEMBERSHIP, id)).status).toBe('CANCELLING');
  for (const each of [running, waiting]) expect(await ended(room, each)).toMatchObject({ status: 'CANCELLED' });
  await expect(room.cancelQuery(MEMBERSHIP, running.id)).rejects.toMatchObject({ code: 'QUERY_ENDED' });
});

it('settles what a killed process left: its query process dies with it, and the query is INTERRUPTED', async () => {
  const host = spawn(process.execPath, [buildEntry('killed-host'), folder, entryThatTellsItsPid()], { stdio: ['ignore', 'pipe', 'inherit'] });
  stopped.push(host);
  const [line] = (await once(host.stdout, 'data')) as [Buffer];
  const id = line.toString().trim();
  const inUse = cleanRoom();
  await expect(inUse.listQueries(MEMBERSHIP)).rejects.toMatchObject({ kind: 'input', code: 'CLEAN_ROOM_IN_USE' });
  const pid = await queryPid();
  host.kill('SIGKILL');
  await once(host, 'exit');
  while (isRunning(pid)) await pause(); // it ends by itself, or this test by its time limit
  // What a kill in the middle of writing a result leaves.
  mkdirSync(join(folder, 'results/run-1', id), { recursive: true });
  writeFileSync(join(folder, 'results/run-1', id, `.parley-tmp-${host.pid}-0-part-0.csv`), CANARY);

  const told: QueryEvent[] = [];
  const room = cleanRoom({ events: (event) => told.push(event) });
  expect(await room.getQuery(MEMBERSHIP, id)).toMatchObject({ status: 'FAILED', error: { code: 'INTERRUPTED' } });
  expect(told).toMatchObject([{ kind: 'end', query: { id, status: 'FAILED' } }]);
  expect(entries().at(-1)).toMatchObject({ kind: 'termination', queryId: id, status: 'FAILED', errorCode: 'INTERRUPTED' });
  expect((await verifyAudit(options.auditFile)).intact).toBe(true);
  expect(stored()).toEqual([]);
  const again = await ended(room, await room.startQuery(query('run-1')));
  expect(again.status).toBe('SUCCESS');
});

it('names what it does not know, and takes no work once closed', async () => {
  const room = cleanRoom();
  await expect(room.startQuery({ ...query('x'), membershipId: 'other' })).rejects.toMatchObject({ code: 'MEMBERSHIP_UNKNOWN' });
  await expect(room.startQuery(query('../x'))).rejects.toMatchObject({ code: 'OBJECT_URI_INVALID' });
  await expect(room.getQuery(MEMBERSHIP, 'none')).rejects.toMatchObject({ code: 'QUERY_NOT_FOUND' });
  await expect(cleanRoom().listQueries(MEMBERSHIP)).rejects.toMatchObject({ code: 'CLEAN_ROOM_IN_USE' });
  await room.close();
  await expect(room.listQueries(MEMBERSHIP)).rejects.toMatchObject({ code: 'CLEAN_ROOM_CLOSED' });
  expect(await cleanRoom().listQueries(MEMBERSHIP)).toEqual([]);
});
