import type { CleanRoomClient, ProtectedQuery, QueryStatus } from '@parley/clean-room-client';
import { FolderObjectStore } from '@parley/object-store';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { QueryState } from '../machine/payloads';
import type { Ports } from '../ports';
import { RememberingRoom } from '../testing/remembering-room';
import { runAnalysisHandler } from './run-analysis';

const contract = { collaborations: [{ partner: 'p', analyses: [{ name: 'by-email', sqlText: 'SELECT 1' }] }] };
const run = { id: 'r1', seed: 1, now: '2026-07-01T17:00:00Z' };
const input = { run, partner: 'p', analysis: 'by-email' };

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'parley-analysis-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const portsWith = (cleanRoom: CleanRoomClient, more: object = { contract }) =>
  ({
    ...more,
    cleanRoom,
    membershipOf: () => 'm',
    store: new FolderObjectStore({ 'parley-run': folder }),
    watcher: { started: () => {}, ended: () => {} },
    now: new Date(run.now),
  }) as unknown as Ports;
const start = (ports: Ports) => runAnalysisHandler({ op: 'start', ...input }, ports) as Promise<QueryState>;
const poll = (query: QueryState, ports: Ports) => runAnalysisHandler({ op: 'poll', ...input, query }, ports) as Promise<QueryState>;
const earlier = (status: QueryStatus, keyPrefix = 'results/r1/by-email'): ProtectedQuery => ({ id: 'old', membershipId: 'm', status, keyPrefix, resultUri: 's3://b/old' });

it('starts a query under a prefix with the run id in it, and a look finds its end', async () => {
  const room = new RememberingRoom();
  const query = await start(portsWith(room));
  expect(query).toMatchObject({ ended: false, queryId: 'q1', waitSeconds: 30 });
  expect(await poll(query, portsWith(room))).toMatchObject({ ended: true, result: { partner: 'p', analysis: 'by-email', queryId: 'q1', status: 'SUCCESS', resultUri: 's3://b/results/r1/by-email/q1' } });
  expect(room.started).toEqual([{ membershipId: 'm', sql: 'SELECT 1', result: { bucket: 'parley-run', keyPrefix: 'results/r1/by-email', format: 'PARQUET' } }]);
});

it('given its input twice, asks nothing of the clean room once the end is recorded', async () => {
  const ports = portsWith(new RememberingRoom());
  const { result } = await poll(await start(ports), ports);
  const silent = portsWith({ listQueries: () => Promise.reject(new Error('asked')) } as unknown as CleanRoomClient);
  expect(await start(silent)).toMatchObject({ ended: true, result });
});

it('starts a template by its ARN and values, where the analysis is one', async () => {
  const room = new RememberingRoom();
  const analysisTemplate = { arn: 'arn:t', analysisParameters: [{ name: 'area', type: 'VARCHAR' }], parameters: { area: 'NW' } };
  const withTemplate = { contract: { collaborations: [{ partner: 'p', analyses: [{ name: 'by-email', sqlText: 'SELECT :area', analysisTemplate }] }] } };
  await start(portsWith(room, withTemplate));
  expect(room.started).toEqual([expect.objectContaining({ analysisTemplate: { arn: 'arn:t', parameters: { area: 'NW' } } })]);
  expect(room.started[0]).not.toHaveProperty('sql');
});

it.each(['SUBMITTED', 'STARTED', 'SUCCESS'] as const)('takes a twin that is %s instead of starting another', async (status) => {
  const room = new RememberingRoom([earlier(status)]);
  await expect(start(portsWith(room))).resolves.toMatchObject({ queryId: 'old', ended: status === 'SUCCESS' });
  expect(room.started).toEqual([]);
});

it.each([earlier('FAILED'), earlier('SUCCESS', 'results/other-run/by-email')])('starts anew beside %j', async (query) => {
  const room = new RememberingRoom([query]);
  await start(portsWith(room));
  expect(room.started).toHaveLength(1);
});

it.each(['FAILED', 'TIMED_OUT', 'CANCELLED'] as const)('says so when a query ends as %s', async (end) => {
  const ports = portsWith(new RememberingRoom([], end));
  await expect(poll(await start(ports), ports)).rejects.toMatchObject({ code: 'ANALYSIS_FAILED', kind: 'fault' });
});

it('looks again after half as long as the query has run, and gives up after four hours', async () => {
  const ports = portsWith(new RememberingRoom([], 'STARTED'));
  const query = await start(ports);
  const since = (minutes: number) => poll({ ...query, startedAt: new Date(Date.now() - minutes * 60_000).toISOString() }, ports);
  expect(await since(0.5)).toMatchObject({ ended: false, waitSeconds: 30 });
  expect([330, 331]).toContain((await since(11)).waitSeconds);
  await expect(since(241)).rejects.toMatchObject({ code: 'ANALYSIS_TOO_LONG' });
});

it('refuses an input of another shape, naming members and no values', async () => {
  const ports = portsWith(new RememberingRoom());
  const refused = runAnalysisHandler({ op: 'start', run: { ...run, id: 'ada@example.com' }, partner: 'p' }, ports);
  await expect(refused).rejects.toMatchObject({ code: 'STEP_INPUT_INVALID', message: expect.stringContaining('run.id') });
  await expect(refused).rejects.not.toThrow(/ada/);
});
