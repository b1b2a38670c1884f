import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Members } from '../operation';
import { type FileSystem, realFileSystem } from '@parley/files';
import { State } from '../state/state';
import scenario from './cases/scenario.json';
import { passOnEvents } from './change-and-tell';
import { outcomeOf, runScript, type Saved, type Step } from './testing/script';
import { ACCOUNTS, openTestService, type TestService } from './testing/test-service';

const ROLE = 'arn:aws:iam::111111111111:role/clean-rooms';
let service: TestService;
let saved: Saved;

async function begin(changes: Parameters<typeof openTestService>[0] = {}): Promise<void> {
  service = await openTestService(changes);
  saved = await runScript(service, scenario.steps as unknown as Step[]);
}
afterEach(() => service.close());

/** One was done, the others came too late. */
const won = (times: number): string[] => [...Array<string>(times - 1).fill('ConflictException'), 'done'];

/** Codes of many calls at once, sorted; `done` for an answer. */
async function together(times: number, step: (at: number) => Step): Promise<string[]> {
  const outcomes = await Promise.all(Array.from({ length: times }, (_, at) => outcomeOf(service, step(at))));
  return outcomes.map(({ error }) => String(error?.code ?? 'done')).sort();
}

describe('of the same calls at once', () => {
  const table: Members = { name: 't', tableReference: { glue: { databaseName: 'd', tableName: 't' } }, allowedColumns: ['a'], analysisMethod: 'DIRECT_QUERY' };

  it('one makes the membership, the rule, the association, the template, the budget', async () => {
    await begin();
    const { c = '', mp: membershipIdentifier = '', tp = '', mq = '' } = saved;
    const joins = await together(5, () => ({ as: 'N', call: 'CreateMembership', with: { collaborationIdentifier: c, queryLogStatus: 'DISABLED' } }));
    expect(joins).toEqual(won(5));
    const associate = { membershipIdentifier, configuredTableIdentifier: tp, name: 'same', roleArn: ROLE };
    expect(await together(5, () => ({ as: 'P', call: 'CreateConfiguredTableAssociation', with: associate }))).toEqual(won(5));
    const template = { membershipIdentifier: mq, name: 'same', format: 'SQL', source: { text: 'SELECT a FROM t' } };
    expect(await together(5, () => ({ as: 'Q', call: 'CreateAnalysisTemplate', with: template }))).toEqual(won(5));
  });

  it('as many are let in as a quota has left', async () => {
    await begin({ quotas: { configuredTables: 4 } });
    const codes = await together(6, () => ({ as: 'P', call: 'CreateConfiguredTable', with: table }));
    expect(codes).toEqual([...Array<string>(3).fill('ServiceQuotaExceededException'), 'done', 'done', 'done']);
    expect(await together(2, () => ({ as: 'Q', call: 'CreateConfiguredTable', with: table }))).toEqual(['done', 'done']);
  });
});

describe('a state in a folder', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'parley-operations-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  it('answers the same after a restart, page tokens too', async () => {
    await begin({ state: await State.open(folder) });
    const looks: Step[] = [
      { as: 'P', call: 'GetSchema', with: { collaborationIdentifier: saved.c, name: 'seg' } },
      { as: 'Q', call: 'GetSchemaAnalysisRule', with: { collaborationIdentifier: saved.c, name: 'seg', type: 'AGGREGATION' } },
      { as: 'Q', call: 'ListMembers', with: { collaborationIdentifier: saved.c, maxResults: 2 } },
      { as: 'Q', call: 'ListTagsForResource', with: { resourceArn: saved.carn } },
      { as: 'P', call: 'ListPrivacyBudgetTemplates', with: { membershipIdentifier: saved.mp } },
    ];
    const before = await Promise.all(looks.map((step) => outcomeOf(service, step)));
    await service.close();
    service = await openTestService({ state: await State.open(folder) });
    expect(await Promise.all(looks.map((step) => outcomeOf(service, step)))).toEqual(before);
    const nextToken = before[2]?.answer?.nextToken;
    const next = await service.call('Q', 'ListMembers', { collaborationIdentifier: saved.c, nextToken });
    expect(next.memberSummaries).toMatchObject([{ accountId: ACCOUNTS.R }, { accountId: ACCOUNTS.N }]);
  });
});

describe('a full disk', () => {
  it('refuses what it can not keep, answers nothing seen meanwhile, and is as before', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'parley-operations-'));
    let full = false;
    const opened = async (...args: Parameters<FileSystem['open']>) => {
      const handle = await realFileSystem.open(...args);
      const { appendFile } = handle;
      handle.appendFile = async (data) => (full ? Promise.reject(Object.assign(new Error('ENOSPC'), { code: 'ENOSPC', syscall: 'write' })) : appendFile.call(handle, data));
      return handle;
    };
    await begin({ state: await State.open(folder, { ...realFileSystem, open: opened }) });
    const { c: collaborationIdentifier, mp: membershipIdentifier, tp: configuredTableIdentifier } = saved;
    const associate: Step = { as: 'P', call: 'CreateConfiguredTableAssociation', with: { membershipIdentifier, configuredTableIdentifier, name: 'lost', roleArn: ROLE } };
    const look: Step = { as: 'R', call: 'GetSchema', with: { collaborationIdentifier, name: 'lost' } };
    full = true;
    const [made, seen] = [service.call('P', associate.call, associate.with ?? {}), service.call('R', look.call, look.with ?? {})];
    await expect(made).rejects.toMatchObject({ kind: 'fault', code: 'DISK_FULL' });
    await expect(seen).rejects.toBeInstanceOf(Error);
    expect((await outcomeOf(service, look)).error).toMatchObject({ code: 'ResourceNotFoundException' });
    full = false;
    await service.call('P', associate.call, associate.with ?? {});
    expect((await outcomeOf(service, look)).answer).toMatchObject({ schema: { name: 'lost' } });
    await rm(folder, { recursive: true });
  });
});

describe('events', () => {
  it('are told with what they tell of, to the account they concern', async () => {
    await begin();
    await service.call('Q', 'DeleteCollaboration', { collaborationIdentifier: saved.c });
    const { P, Q, R, N } = ACCOUNTS;
    expect(service.events.map(({ detailType, account }) => `${detailType} ${account}`)).toEqual([
      `Collaboration Created ${Q}`,
      ...[P, R, N].map((account) => `Invited To Collaboration ${account}`),
      ...[Q, P, R].map((account) => `Membership Created ${account}`),
      `Configured Table Association Created ${P}`,
      `Configured Table Association Analysis Rule Created ${P}`,
      `Analysis Template Created ${Q}`,
      ...[Q, P, R].map((account) => `Membership Updated ${account}`),
    ]);
    expect(service.events.at(-1)?.detail).toMatchObject({ status: 'COLLABORATION_DELETED', membershipId: saved.mr });
  });

  it('that the event log could not take are told later, once', async () => {
    let full = true;
    const told: string[] = [];
    const record = async ({ detailType }: { detailType: string }): Promise<void> => {
      if (full) throw new Error('full');
      told.push(detailType);
    };
    service = await openTestService({ events: { record } });
    await runScript(service, (scenario.steps as unknown as Step[]).slice(0, 2));
    full = false;
    await passOnEvents(service.parts);
    await passOnEvents(service.parts);
    expect(told).toEqual(['Collaboration Created', ...Array<string>(3).fill('Invited To Collaboration'), 'Membership Created']);
  });
});
