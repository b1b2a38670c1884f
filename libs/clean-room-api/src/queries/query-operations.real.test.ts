import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { buildEntry } from '../../../clean-room/src/testing/build-entry';
import type { Members } from '../operation';
import { ServiceError } from '../service-error';
import { openQueryHost, type QueryHost } from './testing/query-host';
import { ANY_QUERY, COLLABORATION, id, MEMBERSHIP, P, putScenario, Q, R, type Scenario, writeTables } from './testing/scenario';
import type { QueryServiceOptions } from './query-service';

const entry = buildEntry('query-process');
const MATCH = 'SELECT DISTINCT c.customer_id, s.segment FROM crm c INNER JOIN seg s ON c.hashed_email = s.hashed_email';
/** Runs for as long as anyone lets it. */
const LONG = 'SELECT COUNT(*) AS n FROM seg a, seg b, seg c, seg d, seg e, seg f, seg g, seg h, seg i, seg j, seg k, seg l, seg m';
const BOTH_CUSTOM = { seg: ANY_QUERY, crm: ANY_QUERY };
const TO_Q = { outputConfiguration: { s3: { resultFormat: 'CSV', bucket: 'results-of-q', keyPrefix: 'run-1/match' } } };
const BOTH_RECEIVE: Scenario = {
  receivers: [P, Q],
  abilities: { [P]: ['CAN_RECEIVE_RESULTS'] },
  defaults: { [P]: { s3: { resultFormat: 'CSV', bucket: 'results-of-p', keyPrefix: 'theirs' } } },
};

interface Protected {
  id: string;
  status: string;
  result?: { output: { s3?: { location: string }; memberList?: unknown; distribute?: { s3: { location: string }; memberList: unknown } } };
  error?: { code: string };
}

let folder: string;
let host: QueryHost;

async function open(scenario: Scenario = {}, options: Partial<QueryServiceOptions> = {}): Promise<void> {
  host = await openQueryHost(folder, entry, options);
  await putScenario(host.state, scenario);
}

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'parley-queries-'));
  mkdirSync(join(folder, 'data'));
  writeTables(join(folder, 'data'));
});
afterEach(async () => {
  await host.close();
  rmSync(folder, { recursive: true });
});

async function start(input: Members = {}, account = Q, region?: string): Promise<Protected> {
  const asked = { type: 'SQL', membershipIdentifier: MEMBERSHIP[account as typeof Q], sqlParameters: { queryString: MATCH }, resultConfiguration: TO_Q, ...input };
  return (await host.call('StartProtectedQuery', account, asked, region)).protectedQuery as Protected;
}

async function get(query: string, account = Q): Promise<Protected> {
  const membershipIdentifier = MEMBERSHIP[account as typeof Q];
  return (await host.call('GetProtectedQuery', account, { membershipIdentifier, protectedQueryIdentifier: query })).protectedQuery as Protected;
}

async function ended({ id: query }: { id: string }): Promise<Protected> {
  for (;;) {
    const now = await get(query);
    if (!['SUBMITTED', 'STARTED', 'CANCELLING'].includes(now.status)) return now;
    await pause(20);
  }
}

const cancel = async (query: string): Promise<Protected> =>
  (await host.call('UpdateProtectedQuery', Q, { membershipIdentifier: MEMBERSHIP[Q], protectedQueryIdentifier: query, targetStatus: 'CANCELLED' })).protectedQuery as Protected;

const fileOf = (location: string): string => readFileSync(location.replace('s3://', `${folder}/data/s3/`), 'utf8');
const rowsOf = (location: string): string[] => fileOf(location).trim().split('\n').slice(1).sort();
const recorded = (): string[] =>
  readFileSync(join(folder, 'state/events.jsonl'), 'utf8').trim().split('\n').map((line) => JSON.parse(line)['detail-type'].replace('Protected Query ', ''));

async function refusal(work: Promise<unknown>): Promise<ServiceError> {
  const error: unknown = await work.then(() => new Error('nothing was refused'), (thrown: unknown) => thrown);
  if (!(error instanceof ServiceError)) throw error;
  return error;
}

describe('a query', () => {
  it('runs, and tells what was asked and where the rows are', async () => {
    await open();
    const started = await start({ computeConfiguration: { worker: { type: 'CR.1X', number: 4 } } });
    expect(started).toMatchObject({ status: 'SUBMITTED', membershipId: MEMBERSHIP[Q], membershipArn: `arn:aws:cleanrooms:eu-west-1:${Q}:membership/${MEMBERSHIP[Q]}` });
    const done = await ended(started);
    expect(done).toMatchObject({
      status: 'SUCCESS',
      sqlParameters: { queryString: MATCH },
      resultConfiguration: TO_Q,
      computeConfiguration: { worker: { type: 'CR.1X', number: 4 } },
      statistics: { totalDurationInMillis: expect.any(Number) },
    });
    const location = done.result?.output.s3?.location ?? '';
    expect(location).toBe(`s3://results-of-q/run-1/match/${done.id}/part-0.csv`);
    expect(rowsOf(location)).toEqual(['c1,bronze', 'c1,gold', 'c2,gold', 'c3,gold', 'c4,silver', 'c5,silver']);
    await host.close();
    expect(recorded()).toEqual(['Submitted', 'Started', 'Succeeded']);
    await open();
    expect(await get(done.id)).toEqual(done);
  });

  it('that the rules refuse is told why, with code, place and repair, and never was', async () => {
    await open();
    const error = await refusal(start({ sqlParameters: { queryString: 'SELECT DISTINCT s.score FROM crm c INNER JOIN seg s ON c.hashed_email = s.hashed_email' } }));
    expect(error).toMatchObject({ code: 'ValidationException', status: 400, members: { reason: 'INVALID_QUERY', fieldList: [{ name: 'sqlParameters.queryString' }] } });
    expect(error.message).toMatch(/^query:1:\d+: \[LIST_[A-Z_]+\] .*\n\s+repair: ./);
    expect((await host.call('ListProtectedQueries', Q, { membershipIdentifier: MEMBERSHIP[Q] })).protectedQueries).toEqual([]);
    const audit = readFileSync(join(folder, 'state/audit.jsonl'), 'utf8').trim().split('\n');
    expect(audit).toHaveLength(1);
    expect(audit[0]).toContain('"refused"');
  });

  it('that the rules refuse fails after its start where the service is told so', async () => {
    await open({}, { ruleViolations: 'async' });
    const input = { sqlParameters: { queryString: 'SELECT DISTINCT s.score FROM crm c INNER JOIN seg s ON c.hashed_email = s.hashed_email' } };
    const started = await start(input);
    expect(started.status).toBe('SUBMITTED');
    const failed = { id: started.id, status: 'FAILED', error: { code: 'INVALID_QUERY', message: expect.stringMatching(/\[LIST_/) } };
    expect(await get(started.id)).toMatchObject(failed);
    expect(await refusal(cancel(started.id))).toMatchObject({ code: 'ConflictException' });
    await host.close();
    expect(recorded()).toEqual(['Submitted', 'Failed']);
    await open({}, { ruleViolations: 'async' });
    expect(await get(started.id)).toMatchObject(failed);
    expect((await host.call('ListProtectedQueries', Q, { membershipIdentifier: MEMBERSHIP[Q] })).protectedQueries).toMatchObject([{ id: started.id, status: 'FAILED' }]);
  });

  it('spends an access budget, and is refused when it is spent', async () => {
    await open();
    const budget = { id: id(51), arn: 'arn', account: P, membershipId: MEMBERSHIP[P], collaborationId: COLLABORATION, associationId: id(31), createTime: 1, updateTime: 1, kept: {} };
    await host.state.change((draft) => draft.put('budgetTemplates', id(51), { ...budget, autoRefresh: 'NONE', budgetParameters: [{ type: 'LIFETIME', budget: 1 }] }));
    const runs = await Promise.allSettled([start(), start()]);
    expect(runs.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect((await refusal(start())).message).toContain('[ACCESS_BUDGET_SPENT]');
    const data = { account: P, database: 'shared', table: 'seg' };
    expect(await host.queries.state(data, { budgetParameters: [{ type: 'LIFETIME', budget: 1 }] })).toMatchObject({ aggregateRemainingBudget: 0 });
  });

  it("of a table that can't be read fails, and other tables' queries go on", async () => {
    await open();
    rmSync(join(folder, 'data', P, 'shared/seg/schema.json'));
    expect(await ended(await start())).toMatchObject({ status: 'FAILED', error: { code: 'TABLE_UNREADABLE' } });
    await host.state.change((draft) => draft.put('tableRules', id(22), { createTime: 1, updateTime: 1, type: 'CUSTOM', policy: { v1: { custom: ANY_QUERY.policy } } }));
    await host.state.change((draft) => draft.put('associationRules', id(32), { createTime: 1, updateTime: 1, type: 'CUSTOM', policy: { v1: { custom: { allowedResultReceivers: [Q] } } } }));
    expect(await ended(await start({ sqlParameters: { queryString: 'SELECT COUNT(*) AS n FROM crm' } }))).toMatchObject({ status: 'SUCCESS' });
  });

  it('runs a template with its values; one of another collaboration is none', async () => {
    await open({ rules: BOTH_CUSTOM });
    const arn = `arn:aws:cleanrooms:eu-west-1:${Q}:membership/${MEMBERSHIP[Q]}/analysistemplate/${id(41)}`;
    const template = { id: id(41), arn, account: Q, membershipId: MEMBERSHIP[Q], collaborationId: COLLABORATION, name: 't', createTime: 1, updateTime: 1, kept: {} };
    const text = 'SELECT COUNT(*) AS n FROM seg WHERE segment = :segment';
    const parameters = [{ name: 'segment', type: 'VARCHAR' as const, defaultValue: 'gold' }];
    await host.state.change((draft) => draft.put('templates', id(41), { ...template, text, parameters, referencedTables: ['seg'] }));
    const run = async (sqlParameters: Members): Promise<string[]> => rowsOf((await ended(await start({ sqlParameters }))).result?.output.s3?.location ?? '');
    expect(await run({ analysisTemplateArn: arn })).toEqual(['3']);
    expect(await run({ analysisTemplateArn: arn, parameters: { segment: 'bronze' } })).toEqual(['2']);
    expect(await refusal(start({ sqlParameters: { analysisTemplateArn: arn, parameters: { other: 'x' } } }))).toMatchObject({ members: { reason: 'INVALID_QUERY' } });
    expect(await refusal(start({ sqlParameters: { analysisTemplateArn: arn.replace(id(41), id(42)) } }))).toMatchObject({ members: { reason: 'INVALID_QUERY' } });
  });

  it('P16: over its time is TIMED_OUT', async () => {
    await open({ rules: BOTH_CUSTOM }, { limits: { wallSeconds: 1 } });
    expect(await ended(await start({ sqlParameters: { queryString: LONG } }))).toMatchObject({ status: 'TIMED_OUT', error: { code: 'QUERY_TIMED_OUT' } });
    await host.close();
    expect(recorded()).toEqual(['Submitted', 'Started', 'Timed Out']);
    await open();
  });
});

describe('who', () => {
  it.each([
    ['may not query', {}, P, 'AccessDeniedException'],
    ['has left', { statuses: { [Q]: 'LEFT' } }, Q, 'AccessDeniedException'],
    ['P10: has a payer that has not joined', { payer: R, statuses: { [R]: 'INVITED' } }, Q, 'ValidationException'],
  ] as const)('%s starts nothing', async (_what, scenario, account, code) => {
    await open(scenario);
    expect(await refusal(start({}, account))).toMatchObject({ code });
  });

  it('asks after a query of another membership is told of none', async () => {
    await open();
    const { id: query } = await start();
    expect(await refusal(get(query, P))).toMatchObject({ code: 'ResourceNotFoundException', members: { resourceType: 'MEMBERSHIP' } });
    for (const name of ['GetProtectedQuery', 'UpdateProtectedQuery', 'ListProtectedQueries', 'StartProtectedQuery']) {
      const others = { membershipIdentifier: MEMBERSHIP[Q], protectedQueryIdentifier: query, sqlParameters: { queryString: MATCH } };
      expect(await refusal(host.call(name, R, others))).toMatchObject({ code: 'ResourceNotFoundException', members: { resourceType: 'MEMBERSHIP', resourceId: MEMBERSHIP[Q] } });
    }
    await ended({ id: query });
  });
});

describe('a result', () => {
  const location = { resultFormat: 'CSV', bucket: 'results-of-q' };

  it('goes to the runner and a member, whose place the runner is not told', async () => {
    await open(BOTH_RECEIVE);
    const distribute = { locations: [{ member: { accountId: P } }, { s3: location }] };
    const done = await ended(await start({ resultConfiguration: { outputConfiguration: { distribute } } }));
    const own = `s3://results-of-q/${done.id}/part-0.csv`;
    expect(done.result).toEqual({ output: { distribute: { s3: { location: own }, memberList: [{ accountId: P }] } } });
    expect(fileOf(own)).toBe(fileOf(`s3://results-of-p/theirs/${done.id}/part-0.csv`));
    expect(JSON.stringify(done)).not.toContain('results-of-p');
    const { protectedQueries } = await host.call('ListProtectedQueries', Q, { membershipIdentifier: MEMBERSHIP[Q] });
    expect(protectedQueries).toMatchObject([
      { id: done.id, receiverConfigurations: [{ analysisType: 'DIRECT_ANALYSIS', configurationDetails: { directAnalysisConfigurationDetails: { receiverAccountIds: [Q, P] } } }] },
    ]);
  });

  it('goes to a member alone, from a runner that may not receive', async () => {
    await open({ ...BOTH_RECEIVE, abilities: { [P]: ['CAN_RECEIVE_RESULTS'], [Q]: ['CAN_QUERY'] } });
    const done = await ended(await start({ resultConfiguration: { outputConfiguration: { member: { accountId: P } } } }));
    expect(done).toMatchObject({ status: 'SUCCESS', result: { output: { memberList: [{ accountId: P }] } } });
    expect(rowsOf(`s3://results-of-p/theirs/${done.id}/part-0.csv`)).toHaveLength(6);
  });

  it("goes where the membership's default says", async () => {
    await open({ defaults: { [Q]: { s3: { resultFormat: 'PARQUET', bucket: 'results-of-q' } } } });
    const done = await ended(await start({ resultConfiguration: undefined }));
    expect(done.result?.output.s3?.location).toBe(`s3://results-of-q/${done.id}/part-0.parquet`);
  });

  it.each([
    ['nowhere', BOTH_RECEIVE, undefined],
    ['to the runner that may not receive', { abilities: { [Q]: ['CAN_QUERY'] } }, { s3: location }],
    ['to a member that may not receive', {}, { member: { accountId: P } }],
    ['to an account that is no member', {}, { member: { accountId: '999999999999' } }],
    ['to a member that has not joined', { ...BOTH_RECEIVE, statuses: { [P]: 'INVITED' } }, { member: { accountId: P } }],
    ['to a member without a bucket', { ...BOTH_RECEIVE, defaults: {} }, { member: { accountId: P } }],
    ['to the runner as a member', BOTH_RECEIVE, { member: { accountId: Q } }],
    ['to no location', BOTH_RECEIVE, { distribute: { locations: [] } }],
    ['P11: to two places of the runner', BOTH_RECEIVE, { distribute: { locations: [{ s3: location }, { s3: { ...location, keyPrefix: 'b' } }] } }],
    ['P11: to the runner as one of the members', BOTH_RECEIVE, { distribute: { locations: [{ s3: location }, { member: { accountId: Q } }] } }],
    ['to a member twice', BOTH_RECEIVE, { distribute: { locations: [{ member: { accountId: P } }, { member: { accountId: P } }] } }],
    ['to a location that is two', BOTH_RECEIVE, { distribute: { locations: [{ s3: location, member: { accountId: P } }] } }],
    ['by two configurations at once', BOTH_RECEIVE, { s3: location, member: { accountId: P } }],
    ['out of its bucket', {}, { s3: { ...location, keyPrefix: 'a/../../b' } }],
  ] as const)('cannot go %s', async (_what, scenario, outputConfiguration) => {
    await open(scenario as Scenario);
    const resultConfiguration = outputConfiguration && { outputConfiguration };
    expect(await refusal(start({ resultConfiguration }))).toMatchObject({ code: 'ValidationException', members: { reason: 'INVALID_CONFIGURATION', fieldList: [expect.anything()] } });
  });

  it('cannot go to a receiver that the table rules do not allow', async () => {
    await open({ ...BOTH_RECEIVE, receivers: [Q] });
    expect(await refusal(start({ resultConfiguration: { outputConfiguration: { member: { accountId: P } } } }))).toMatchObject({ members: { reason: 'INVALID_QUERY' } });
  });
});

it.each([
  ['neither', {}],
  ['both', { queryString: MATCH, analysisTemplateArn: 'arn:aws:cleanrooms:eu-west-1:1:membership/m/analysistemplate/t' }],
  ['parameters of a query', { queryString: MATCH, parameters: { a: 'b' } }],
])('takes a query or a template: %s is refused', async (_what, sqlParameters) => {
  await open();
  expect(await refusal(start({ sqlParameters }))).toMatchObject({ code: 'ValidationException' });
});

it('cancels one that waits for its turn at once', async () => {
  await open({ rules: BOTH_CUSTOM }, { concurrent: 1 });
  const long = { sqlParameters: { queryString: LONG } };
  const [running, waiting] = [await start(long), await start(long)];
  await cancel(waiting.id);
  expect(await ended(waiting)).toMatchObject({ status: 'CANCELLED' });
  expect((await get(running.id)).status).toMatch(/SUBMITTED|STARTED/);
});

it('P13: runs two at once for an account, five for a membership, and again when one has ended', async () => {
  await open({ rules: BOTH_CUSTOM });
  const long = { sqlParameters: { queryString: LONG } };
  const started = await Promise.allSettled([start(long), start(long), start(long)]);
  expect(started.filter(({ status }) => status === 'fulfilled')).toHaveLength(2);
  expect(await refusal(start(long))).toMatchObject({ code: 'ServiceQuotaExceededException', status: 402, members: { quotaName: expect.any(String), quotaValue: 2 } });
  await Promise.all([1, 2, 3].map(() => start(long, Q, 'us-east-1')));
  expect(await refusal(start(long, Q, 'us-east-1'))).toMatchObject({ status: 402, members: { quotaValue: 5 } });
  const { protectedQueries } = await host.call('ListProtectedQueries', Q, { membershipIdentifier: MEMBERSHIP[Q] });
  for (const { id: query } of protectedQueries as Protected[]) {
    expect(['CANCELLING', 'CANCELLED']).toContain((await cancel(query)).status);
    expect(await ended({ id: query })).toMatchObject({ status: 'CANCELLED' });
    expect(await refusal(cancel(query))).toMatchObject({ code: 'ConflictException', members: { reason: 'INVALID_STATE' } });
  }
  expect(await ended(await start())).toMatchObject({ status: 'SUCCESS' });
}, 60_000);

const list = async (input: Members): Promise<{ ids: string[]; nextToken?: string }> => {
  const { protectedQueries, nextToken } = await host.call('ListProtectedQueries', Q, { membershipIdentifier: MEMBERSHIP[Q], ...input });
  return { ids: (protectedQueries as Protected[]).map((query) => query.id), ...(nextToken !== undefined && { nextToken: nextToken as string }) };
};

it('lists newest first, by page and by status', async () => {
  await open({}, { quotas: { perAccount: 9, perMembership: 9 } });
  const ids: string[] = [];
  for (let made = 0; made < 3; made += 1) ids.unshift((await ended(await start())).id);
  const first = await list({ maxResults: 2 });
  expect(first.ids).toEqual(ids.slice(0, 2));
  await ended(await start()); // one that comes meanwhile shifts nothing
  expect((await list({ maxResults: 2, nextToken: first.nextToken })).ids).toEqual(ids.slice(2));
  expect((await list({ status: 'FAILED' })).ids).toEqual([]);
  expect((await list({ status: 'SUCCESS' })).ids).toHaveLength(4);
  expect(await refusal(list({ status: 'FAILED', nextToken: first.nextToken }))).toMatchObject({ code: 'ValidationException' });
});

it('forgets queries, audit and budgets at a reset', async () => {
  await open();
  const { id: query } = await ended(await start());
  await host.queries.reset();
  expect(await refusal(get(query))).toMatchObject({ code: 'ResourceNotFoundException' });
  expect(await ended(await start())).toMatchObject({ status: 'SUCCESS' });
  expect(readFileSync(join(folder, 'state/audit.jsonl'), 'utf8').trim().split('\n')).toHaveLength(2);
});
