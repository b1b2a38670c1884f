import type { StartQuery } from '@parley/clean-room-client';
import type { ObjectStore } from '@parley/object-store';
import { type Answer, type Script, type ScriptedService, scriptedService } from '../testing/scripted-service';
import { AwsCleanRoomClient } from './aws-clean-room-client';

const MEMBERSHIP = '00000000-0000-4000-8000-000000000001';
const QUERY: StartQuery = { membershipId: MEMBERSHIP, sql: 'SELECT 1', result: { bucket: 'results', keyPrefix: 'run-1/match', format: 'PARQUET' } };
const NOW = new Date('2026-11-22T12:00:00Z');

const STARTED = {
  id: '00000000-0000-4000-8000-00000000000a',
  membershipId: MEMBERSHIP,
  membershipArn: `arn:aws:cleanrooms:eu-west-1:111122223333:membership/${MEMBERSHIP}`,
  createTime: NOW.getTime() / 1000,
  status: 'SUBMITTED',
  sqlParameters: { queryString: 'SELECT 1' },
  resultConfiguration: { outputConfiguration: { s3: { resultFormat: 'PARQUET', bucket: 'results', keyPrefix: 'run-1/match', singleFileOutput: true } } },
};
const OTHER = { ...STARTED, id: '00000000-0000-4000-8000-00000000000b', sqlParameters: { queryString: 'SELECT 2' } };

const ok = (protectedQuery: unknown): Answer => ({ status: 200, body: { protectedQuery } });
const BUSY: Answer = { status: 402, error: 'ServiceQuotaExceededException', body: { message: 'Two run.', quotaName: 'q', quotaValue: 2 } };
const SLOW_DOWN: Answer = { status: 429, error: 'ThrottlingException', body: { message: 'Slow down.' } };
const BROKEN: Answer = { status: 500, error: 'InternalServerException', body: { message: 'Broken.' } };
const REFUSED: Answer = {
  status: 400,
  error: 'ValidationException',
  body: {
    reason: 'INVALID_QUERY',
    message: 'The query is refused.',
    fieldList: [
      { name: 'sqlParameters.queryString', message: 'query:2:14: [LIST_COLUMN_NOT_LISTED] p.income is not listed. (listColumns)\n    repair: leave it out' },
      { name: 'sqlParameters.queryString', message: 'No better said.' },
    ],
  },
};

let service: ScriptedService | undefined;
const closing: (() => unknown)[] = [];
let slept: number[] = [];
let now = NOW.getTime();

async function client(script: Script, store: Partial<ObjectStore> = {}, quotaMinutes = 120): Promise<AwsCleanRoomClient> {
  service = await scriptedService(script);
  const room = new AwsCleanRoomClient({
    connection: { region: 'eu-west-1', endpoint: service.endpoint, credentials: { accessKeyId: '111122223333', secretAccessKey: 's' } },
    store: store as ObjectStore,
    quotaMinutes,
    clock: () => new Date(now),
    sleep: async (milliseconds) => {
      slept.push(milliseconds);
      now += milliseconds;
    },
  });
  closing.push(() => room.close(), service.stop);
  return room;
}

/** Answers starts in this order, and everything else by `others`. */
function starts(answers: readonly (Answer | 'hang up')[], others: Record<string, unknown> = {}): Script {
  const left = [...answers];
  return ({ call }) => {
    if (call === `POST /memberships/${MEMBERSHIP}/protectedQueries`) return left.shift() ?? { status: 500, body: { message: 'one start too many' } };
    const found = Object.entries(others).find(([path]) => call.split('?')[0] === `GET /memberships/${MEMBERSHIP}/protectedQueries${path}`);
    return found ? { status: 200, body: found[1] } : { status: 404, error: 'ResourceNotFoundException', body: { message: 'no', resourceType: 'MEMBERSHIP', resourceId: 'x' } };
  };
}

const listing = (...queries: (typeof STARTED)[]): Record<string, unknown> => ({
  '': { protectedQueries: queries.map(({ id, createTime, status }) => ({ id, createTime, status, membershipId: MEMBERSHIP })) },
  ...Object.fromEntries(queries.map((query) => [`/${query.id}`, { protectedQuery: query }])),
});
const startCalls = (): number => service?.calls.filter((call) => call.startsWith('POST')).length ?? 0;

beforeEach(() => {
  slept = [];
  now = NOW.getTime();
});
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

it('waits, longer each time, while too many queries run or it asks too often', async () => {
  const room = await client(starts([BUSY, SLOW_DOWN, BUSY, ok(STARTED)]));
  expect(await room.startQuery(QUERY)).toEqual({ id: STARTED.id, membershipId: MEMBERSHIP, status: 'SUBMITTED', keyPrefix: 'run-1/match' });
  expect(slept).toEqual([250, 500, 1000]);
});

it('says so when the quota stays used up', async () => {
  const room = await client(() => BUSY);
  await expect(room.startQuery(QUERY)).rejects.toMatchObject({ kind: 'fault', code: 'QUERY_QUOTA' });
  expect(now - NOW.getTime()).toBeLessThanOrEqual(120 * 60_000);
});

it('leaves the waiting for a slot to a caller that has its own, and still slows down', async () => {
  await expect((await client(() => BUSY, {}, 0)).startQuery(QUERY)).rejects.toMatchObject({ code: 'QUERY_QUOTA' });
  expect(slept).toEqual([]);
  expect((await (await client(starts([SLOW_DOWN, ok(STARTED)]), {}, 0)).startQuery(QUERY)).id).toBe(STARTED.id);
});

it.each(['hang up', BROKEN] as const)('finds the query whose answer was lost (%j), and starts no twin', async (lost) => {
  const room = await client(starts([lost], listing(OTHER, STARTED)));
  expect((await room.startQuery(QUERY)).id).toBe(STARTED.id);
  expect(startCalls()).toBe(1);
});

it.each([
  ['another text', OTHER],
  ['the same that failed', { ...STARTED, status: 'FAILED' }],
  ['the same of an earlier day', { ...STARTED, createTime: STARTED.createTime - 86_400 }],
])('starts again when an answer was lost and there is only %s', async (_what, there) => {
  const room = await client(starts(['hang up', ok(STARTED)], listing(there)));
  expect((await room.startQuery(QUERY)).id).toBe(STARTED.id);
  expect(startCalls()).toBe(2);
});

it('gives up after three lost answers', async () => {
  const room = await client(starts([BROKEN, BROKEN, BROKEN, ok(STARTED)], listing()));
  await expect(room.startQuery(QUERY)).rejects.toMatchObject({ kind: 'fault', code: 'AWS_FAILED' });
  expect(startCalls()).toBe(3);
});

it('is refused with the code, place and repair of every problem', async () => {
  const room = await client(starts([REFUSED]));
  await expect(room.startQuery(QUERY)).rejects.toMatchObject({
    kind: 'refused',
    code: 'QUERY_REFUSED',
    problems: [
      { file: 'query', line: 2, column: 14, code: 'LIST_COLUMN_NOT_LISTED', message: '[LIST_COLUMN_NOT_LISTED] p.income is not listed. (listColumns)', repair: 'leave it out' },
      { file: 'query', message: 'No better said.' },
    ],
  });
  expect(startCalls()).toBe(1);
});

it.each([
  [{ status: 404, error: 'ResourceNotFoundException', body: { message: 'no' } }, 'MEMBERSHIP_UNKNOWN'],
  [{ status: 403, error: 'AccessDeniedException', body: { message: 'no' } }, 'AWS_ACCESS_DENIED'],
  [{ status: 403, error: 'UnrecognizedClientException', body: { message: 'no' } }, 'AWS_CREDENTIALS'],
  [{ status: 400, error: 'ValidationException', body: { reason: 'INVALID_CONFIGURATION', message: 'no' } }, 'QUERY_NOT_STARTED'],
] as const)('%j is %s, said once', async (answer, code) => {
  const room = await client(starts([answer]));
  await expect(room.startQuery(QUERY)).rejects.toMatchObject({ kind: 'input', code });
  expect(startCalls()).toBe(1);
});

const succeeded = (location: string): Script => starts([], { [`/${STARTED.id}`]: { protectedQuery: { ...STARTED, status: 'SUCCESS', result: { output: { s3: { location } } } } } });
const below = (...uris: string[]): Partial<ObjectStore> => ({ list: async (prefix) => uris.filter((uri) => uri.startsWith(prefix)) });

describe('a result', () => {
  it.each([
    ['that is named is itself', 's3://results/run-1/a/part-0.parquet', below()],
    ['that is a prefix is the one object below it', 's3://results/run-1/a', below('s3://results/run-1/a/_SUCCESS', 's3://results/run-1/a/part-0.parquet', 's3://results/run-1/ab/part-0.parquet')],
  ])('%s', async (_what, location, store) => {
    const room = await client(succeeded(location), store);
    expect(await room.getQuery(MEMBERSHIP, STARTED.id)).toMatchObject({ status: 'SUCCESS', resultUri: 's3://results/run-1/a/part-0.parquet' });
  });

  it('that was removed hides no other query of a list', async () => {
    const gone = { ...STARTED, status: 'SUCCESS', result: { output: { s3: { location: 's3://results/run-1/a/' } } } };
    const room = await client(starts([], listing(gone, OTHER)), below());
    expect((await room.listQueries(MEMBERSHIP)).map(({ id, resultUri }) => [id, resultUri])).toEqual([[gone.id, undefined], [OTHER.id, undefined]]);
    const unreachable = await client(starts([], listing(gone)), { list: () => Promise.reject(new Error('no network')) });
    await expect(unreachable.listQueries(MEMBERSHIP)).rejects.toThrow('no network');
  });

  it.each([
    ['RESULT_MISSING', below()],
    ['RESULT_IN_PARTS', below('s3://results/run-1/a/0.csv', 's3://results/run-1/a/1.csv')],
  ])('of none or many parts is %s', async (code, store) => {
    const room = await client(succeeded('s3://results/run-1/a/'), store);
    await expect(room.getQuery(MEMBERSHIP, STARTED.id)).rejects.toMatchObject({ kind: 'fault', code });
  });
});
