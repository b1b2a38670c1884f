import {
  CleanRoomsClient, CreateCollaborationCommand, CreateConfiguredTableAnalysisRuleCommand, CreateConfiguredTableAssociationAnalysisRuleCommand,
  CreateConfiguredTableAssociationCommand, CreateConfiguredTableCommand, CreateMembershipCommand,
} from '@aws-sdk/client-cleanrooms';
import { FolderObjectStore } from '@parley/object-store';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { readOptions } from '../../../../apps/clean-room-server/src/options';
import { serve, type Serving } from '../../../../apps/clean-room-server/src/serve';
import { buildEntry } from '../../../clean-room/src/testing/build-entry';
import { AwsCleanRoomClient } from './aws-clean-room-client';

const OWNER = '111122223333';
const PARTNER = '444455556666';
const SECRETS = { [OWNER]: 'owner-secret', [PARTNER]: 'partner-secret' };
const MATCH = 'SELECT DISTINCT c.customer_id, p.income FROM customers c INNER JOIN people p ON c.hashed_email = p.hashed_email';
const TABLES = {
  customers: { owner: OWNER, columns: ['hashed_email', 'customer_id'], listed: 'customer_id', rows: ['ha,c1', 'hb,c2', 'hc,c3'] },
  people: { owner: PARTNER, columns: ['hashed_email', 'income'], listed: 'income', rows: ['ha,high', 'hb,low', 'hz,high'] },
} as const;

let folder: string;
let serving: Serving;
const closing: (() => void)[] = [];

const connection = (account: keyof typeof SECRETS) => ({
  region: 'eu-west-1',
  endpoint: serving.url,
  credentials: { accessKeyId: account, secretAccessKey: SECRETS[account] },
});

function sdk(account: keyof typeof SECRETS): CleanRoomsClient {
  const client = new CleanRoomsClient(connection(account));
  closing.push(() => client.destroy());
  return client;
}

function room(account: keyof typeof SECRETS): AwsCleanRoomClient {
  const client = new AwsCleanRoomClient({ connection: connection(account), store: new FolderObjectStore({ results: join(folder, 's3/results') }), account });
  closing.push(() => client.close());
  return client;
}

async function openServer(): Promise<void> {
  const accounts = Object.entries(SECRETS).flatMap(([id, secret]) => ['--account', `${id}:${secret}`]);
  const options = readOptions(['--data', folder, '--state', join(folder, 'state'), '--port', '0', '--query-process', buildEntry('query-process'), ...accounts]);
  serving = await serve(options, (error) => console.error(error));
}

/** Both parties set the collaboration up, each by its own calls; gives the owner's membership. */
async function setUp(): Promise<string> {
  const owner = sdk(OWNER);
  const { collaboration } = await owner.send(
    new CreateCollaborationCommand({
      name: 'shop and panel', description: 'two parties', creatorDisplayName: 'shop', queryLogStatus: 'DISABLED',
      creatorMemberAbilities: ['CAN_QUERY', 'CAN_RECEIVE_RESULTS'],
      members: [{ accountId: PARTNER, displayName: 'panel', memberAbilities: [] }],
    }),
  );
  const memberships = new Map<string, string>();
  for (const account of [OWNER, PARTNER] as const) {
    const { membership } = await sdk(account).send(new CreateMembershipCommand({ collaborationIdentifier: collaboration?.id, queryLogStatus: 'DISABLED' }));
    memberships.set(account, membership?.id ?? '');
  }
  for (const [name, { owner: account, columns, listed }] of Object.entries(TABLES)) {
    const client = sdk(account);
    const { configuredTable } = await client.send(
      new CreateConfiguredTableCommand({ name, tableReference: { glue: { databaseName: 'shared', tableName: name } }, allowedColumns: [...columns], analysisMethod: 'DIRECT_QUERY' }),
    );
    const configuredTableIdentifier = configuredTable?.id;
    const list = { joinColumns: ['hashed_email'], listColumns: [listed] };
    await client.send(new CreateConfiguredTableAnalysisRuleCommand({ configuredTableIdentifier, analysisRuleType: 'LIST', analysisRulePolicy: { v1: { list } } }));
    const { configuredTableAssociation } = await client.send(
      new CreateConfiguredTableAssociationCommand({ name, membershipIdentifier: memberships.get(account), configuredTableIdentifier, roleArn: `arn:aws:iam::${account}:role/clean-rooms` }),
    );
    await client.send(
      new CreateConfiguredTableAssociationAnalysisRuleCommand({
        membershipIdentifier: memberships.get(account), configuredTableAssociationIdentifier: configuredTableAssociation?.id, analysisRuleType: 'LIST',
        analysisRulePolicy: { v1: { list: { allowedResultReceivers: [OWNER] } } },
      }),
    );
  }
  return memberships.get(OWNER) ?? '';
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'parley-wire-'));
  for (const [name, { owner, columns, rows }] of Object.entries(TABLES)) {
    const table = join(folder, owner, 'shared', name);
    mkdirSync(table, { recursive: true });
    writeFileSync(join(table, 'schema.json'), JSON.stringify({ columns: columns.map((column) => ({ name: column, type: 'string' })), partitionKeys: [] }));
    writeFileSync(join(table, 'part-0.csv'), [columns.join(','), ...rows, ''].join('\n'));
  }
  await openServer();
});

afterAll(async () => {
  for (const close of closing) close();
  await serving.stop();
  rmSync(folder, { recursive: true });
});

it('runs a query end to end between two accounts, waits at the quota, and tells why one is refused', async () => {
  const membershipId = await setUp();
  const owner = room(OWNER);
  const ask = (run: string, sql = MATCH) => owner.startQuery({ membershipId, sql, result: { bucket: 'results', keyPrefix: run, format: 'CSV' } });
  const ended = async (id: string) => {
    for (;;) {
      const query = await owner.getQuery(membershipId, id);
      if (!['SUBMITTED', 'STARTED'].includes(query.status)) return query;
      await pause(50);
    }
  };

  // Three at once where two may run: the third waits and comes through.
  const started = await Promise.all(['run-1', 'run-2', 'run-3'].map((run) => ask(run)));
  for (const { id, keyPrefix } of started) {
    const done = await ended(id);
    expect(done).toMatchObject({ status: 'SUCCESS', keyPrefix, resultUri: `s3://results/${keyPrefix}/${id}/part-0.csv` });
    const file = join(folder, (done.resultUri ?? '').replace('s3://', 's3/'));
    expect((await readFile(file, 'utf8')).trim().split('\n').slice(1).sort()).toEqual(['c1,high', 'c2,low']);
  }
  expect((await owner.listQueries(membershipId)).map(({ keyPrefix }) => keyPrefix).sort()).toEqual(['run-1', 'run-2', 'run-3']);

  await expect(ask('run-4', 'SELECT DISTINCT c.customer_id FROM customers c')).rejects.toMatchObject({
    kind: 'refused',
    code: 'QUERY_REFUSED',
    problems: [{ file: 'query', code: expect.stringMatching(/^[A-Z_]+$/), repair: expect.any(String) }],
  });
  await expect(room(PARTNER).startQuery({ membershipId, sql: MATCH, result: { bucket: 'results', keyPrefix: 'x', format: 'CSV' } })).rejects.toMatchObject({ code: 'MEMBERSHIP_UNKNOWN' });
  const stranger = new AwsCleanRoomClient({ connection: { ...connection(OWNER), credentials: { accessKeyId: OWNER, secretAccessKey: 'wrong' } }, store: new FolderObjectStore({}) });
  await expect(stranger.listQueries(membershipId)).rejects.toMatchObject({ code: 'AWS_CREDENTIALS' });
  stranger.close();

  await serving.stop();
  await openServer();
  expect((await room(OWNER).getQuery(membershipId, started[0]?.id ?? '')).status).toBe('SUCCESS');
}, 120_000);
