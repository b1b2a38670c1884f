import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { CleanRooms } from '@aws-sdk/client-cleanrooms';
import { runParley } from '../testing/run-parley';
import { type ServeRun, startServe } from '../testing/start-serve';

const OWNER = '111111111111';
const PARTNER = '222222222222';
const RESULTS = { outputConfiguration: { s3: { resultFormat: 'CSV', bucket: 'owner-results', keyPrefix: 'run' } } } as const;
const folder = mkdtempSync(join(tmpdir(), 'parley-serve-test-'));
const data = join(folder, 'data');
const flags = ['--data', data, '--state', join(folder, 'state'), '--account', `${OWNER}:owner-secret`, '--account', `${PARTNER}:AKIAPARTNER000000000:partner-secret`];
let running: ServeRun | undefined;

beforeAll(() => {
  table(OWNER, 'crm', 'email,customer\n', ['e1,c1', 'e2,c2', 'e9,c9']);
  table(PARTNER, 'seg', 'email,segment\n', ['e1,gold', 'e2,silver', 'e3,bronze']);
});
afterAll(async () => {
  await running?.end('SIGKILL');
  rmSync(folder, { recursive: true });
});

it('names every wrong flag at once, and helps', async () => {
  const wrong = await runParley(['serve', '--port', '65536', '--account', '1:s', '--bogus', '--events', 'mailto:x']);
  expect(wrong.code).toBe(2);
  for (const named of ['--bogus', '--port', 'account number 1', '--events', '--data']) expect(wrong.stderr).toContain(named);
  const secret = await runParley(['serve', '--data', data, '--account', 'hush:hush-hush', '--json']);
  expect([secret.code, JSON.parse(secret.stdout).error.code, secret.stdout + secret.stderr]).toEqual([2, 'USAGE', expect.not.stringContaining('hush')]);
  const help = await runParley(['serve', '--help']);
  expect([help.code, help.stdout]).toEqual([0, expect.stringMatching(/--upstream[^]*Examples:/)]);
});

it('lets two accounts shake hands and query, and goes on after a kill', async () => {
  running = await startServe(flags);
  const owner = client(OWNER, 'owner-secret');
  const partner = client('AKIAPARTNER000000000', 'partner-secret');
  const { collaboration } = await owner.createCollaboration({
    name: 'pair',
    description: 'owner and partner',
    creatorDisplayName: 'owner',
    creatorMemberAbilities: ['CAN_QUERY', 'CAN_RECEIVE_RESULTS'],
    members: [{ accountId: PARTNER, displayName: 'partner', memberAbilities: [] }],
    queryLogStatus: 'DISABLED',
  });
  const collaborationIdentifier = String(collaboration?.id);
  const owners = await joinAs(owner, collaborationIdentifier);
  const partners = await joinAs(partner, collaborationIdentifier);
  await share(owner, owners, 'crm', ['customer']);
  await share(partner, partners, 'seg', ['segment']);

  const started = await owner.startProtectedQuery({
    type: 'SQL',
    membershipIdentifier: owners,
    sqlParameters: { queryString: 'SELECT DISTINCT crm.customer, seg.segment FROM crm INNER JOIN seg ON crm.email = seg.email' },
    resultConfiguration: RESULTS,
  });
  const id = String(started.protectedQuery?.id);
  const ended = await settled(owner, owners, id);
  expect(ended).toMatchObject({ status: 'SUCCESS' });
  const location = String(ended?.result?.output?.s3?.location);
  const file = location.replace('s3://', `${data}/s3/`);
  expect(readFileSync(file, 'utf8').trim().split('\n').toSorted()).toEqual(['c1,gold', 'c2,silver', 'customer,segment']);

  const refused = owner.startProtectedQuery({ type: 'SQL', membershipIdentifier: owners, sqlParameters: { queryString: 'SELECT email FROM seg' }, resultConfiguration: RESULTS });
  await expect(refused).rejects.toMatchObject({ name: 'ValidationException', reason: 'INVALID_QUERY' });
  await expect(partner.getProtectedQuery({ membershipIdentifier: owners, protectedQueryIdentifier: id })).rejects.toMatchObject({ name: 'ResourceNotFoundException' });

  await expect(startServe(flags)).rejects.toThrow('STATE_IN_USE');
  await running.end('SIGKILL');
  running = await restart();
  const again = client(OWNER, 'owner-secret');
  expect((await again.getProtectedQuery({ membershipIdentifier: owners, protectedQueryIdentifier: id })).protectedQuery?.status).toBe('SUCCESS');
  expect(await running.end('SIGTERM')).toBe(0);
}, 180_000);

/** The server of a killed command ends by itself, a moment later. */
async function restart(): Promise<ServeRun> {
  for (;;) {
    try {
      return await startServe(flags);
    } catch (error) {
      if (!String(error).includes('STATE_IN_USE')) throw error;
      await pause(100);
    }
  }
}

function client(accessKeyId: string, secretAccessKey: string): CleanRooms {
  return new CleanRooms({ endpoint: running?.url, region: 'eu-west-1', credentials: { accessKeyId, secretAccessKey } });
}

async function joinAs(account: CleanRooms, collaborationIdentifier: string): Promise<string> {
  const { membership } = await account.createMembership({ collaborationIdentifier, queryLogStatus: 'DISABLED' });
  return String(membership?.id);
}

/** A configured table with a LIST rule, associated, with the owner as receiver. */
async function share(account: CleanRooms, membershipIdentifier: string, name: string, listColumns: string[]): Promise<void> {
  const { configuredTable } = await account.createConfiguredTable({
    name,
    tableReference: { glue: { databaseName: 'people', tableName: name } },
    allowedColumns: ['email', ...listColumns],
    analysisMethod: 'DIRECT_QUERY',
  });
  const configuredTableIdentifier = String(configuredTable?.id);
  await account.createConfiguredTableAnalysisRule({
    configuredTableIdentifier,
    analysisRuleType: 'LIST',
    analysisRulePolicy: { v1: { list: { joinColumns: ['email'], listColumns } } },
  });
  const { configuredTableAssociation } = await account.createConfiguredTableAssociation({
    name,
    membershipIdentifier,
    configuredTableIdentifier,
    roleArn: `arn:aws:iam::${OWNER}:role/clean-rooms`,
  });
  await account.createConfiguredTableAssociationAnalysisRule({
    membershipIdentifier,
    configuredTableAssociationIdentifier: String(configuredTableAssociation?.id),
    analysisRuleType: 'LIST',
    analysisRulePolicy: { v1: { list: { allowedResultReceivers: [OWNER] } } },
  });
}

async function settled(account: CleanRooms, membershipIdentifier: string, protectedQueryIdentifier: string) {
  for (;;) {
    const { protectedQuery } = await account.getProtectedQuery({ membershipIdentifier, protectedQueryIdentifier });
    if (!/SUBMITTED|STARTED/.test(String(protectedQuery?.status))) return protectedQuery;
    await pause(100);
  }
}

function table(account: string, name: string, header: string, rows: readonly string[]): void {
  const at = join(data, account, 'people', name);
  mkdirSync(at, { recursive: true });
  const columns = header.trim().split(',').map((column) => ({ name: column, type: 'string' }));
  writeFileSync(join(at, 'schema.json'), JSON.stringify({ columns, partitionKeys: [] }));
  writeFileSync(join(at, 'part.csv'), header + rows.join('\n'));
}
