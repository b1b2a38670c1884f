import type { CleanRoomClient, ProtectedQuery, QueryStatus, StartQuery } from '@parley/clean-room-client';
import type { Ports } from '../ports';
import { runAnalysis } from './run-analysis';

const contract = { collaborations: [{ partner: 'p', analyses: [{ name: 'by-email', sqlText: 'SELECT 1' }] }] };
const input = { partner: 'p', analysis: 'by-email', membershipId: 'm' };
const run = { id: 'r1', seed: 1 };

/** A clean room that keeps the port's promises and remembers what was started. */
class RememberingRoom implements CleanRoomClient {
  readonly started: StartQuery[] = [];
  constructor(
    private readonly queries: ProtectedQuery[] = [],
    private readonly end: QueryStatus = 'SUCCESS',
  ) {}

  startQuery(query: StartQuery): Promise<ProtectedQuery> {
    this.started.push(query);
    const made: ProtectedQuery = { id: `q${this.started.length}`, membershipId: query.membershipId, status: 'SUBMITTED', keyPrefix: query.result.keyPrefix };
    this.queries.unshift(made);
    return Promise.resolve(made);
  }

  getQuery(_membership: string, id: string): Promise<ProtectedQuery> {
    const found = this.queries.find((query) => query.id === id) as ProtectedQuery;
    return Promise.resolve({ ...found, status: this.end, resultUri: `s3://b/${found.keyPrefix}/${id}` });
  }

  listQueries(): Promise<ProtectedQuery[]> {
    return Promise.resolve(this.queries);
  }
}

const portsWith = (cleanRoom: CleanRoomClient) => ({ contract, cleanRoom }) as unknown as Ports;
const earlier = (status: QueryStatus, keyPrefix = 'results/r1/by-email'): ProtectedQuery => ({ id: 'old', membershipId: 'm', status, keyPrefix, resultUri: 's3://b/old' });

it('starts a query under a prefix with the run id in it, and waits for its end', async () => {
  const room = new RememberingRoom();
  await expect(runAnalysis(input, run, portsWith(room))).resolves.toMatchObject({ queryId: 'q1', status: 'SUCCESS' });
  expect(room.started).toEqual([{ membershipId: 'm', sql: 'SELECT 1', result: { bucket: 'parley-run', keyPrefix: 'results/r1/by-email', format: 'PARQUET' } }]);
});

it('starts a template by its ARN and values, where the analysis is one', async () => {
  const room = new RememberingRoom();
  const analysisTemplate = { arn: 'arn:t', analysisParameters: [{ name: 'area', type: 'VARCHAR' }], parameters: { area: 'NW' } };
  const withTemplate = { collaborations: [{ partner: 'p', analyses: [{ name: 'by-email', sqlText: 'SELECT :area', analysisTemplate }] }] };
  await runAnalysis(input, run, { contract: withTemplate, cleanRoom: room } as unknown as Ports);
  expect(room.started).toEqual([expect.objectContaining({ analysisTemplate: { arn: 'arn:t', parameters: { area: 'NW' } } })]);
  expect(room.started[0]).not.toHaveProperty('sql');
});

it.each(['SUBMITTED', 'STARTED', 'SUCCESS'] as const)('waits for a twin that is %s instead of starting another', async (status) => {
  const room = new RememberingRoom([earlier(status)]);
  await expect(runAnalysis(input, run, portsWith(room))).resolves.toMatchObject({ queryId: 'old' });
  expect(room.started).toEqual([]);
});

it.each([earlier('FAILED'), earlier('SUCCESS', 'results/other-run/by-email')])('starts anew beside %j', async (query) => {
  const room = new RememberingRoom([query]);
  await runAnalysis(input, run, portsWith(room));
  expect(room.started).toHaveLength(1);
});

it.each(['FAILED', 'TIMED_OUT', 'CANCELLED'] as const)('says so when a query ends as %s', async (end) => {
  await expect(runAnalysis(input, run, portsWith(new RememberingRoom([], end)))).rejects.toMatchObject({ code: 'ANALYSIS_FAILED', kind: 'fault' });
});
