import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describeWith } from '@parley/testing';
import { buildEntry } from '../../../libs/clean-room/src/testing/build-entry';
import cases from './clients.cases.json';
import { serve, type Serving } from './serve';
import { ACCOUNTS, secretOf, type TestAccount } from './testing/clients/accounts';
import { awsClient } from './testing/clients/aws-client';
import { boto3Client } from './testing/clients/boto3-client';
import type { Client } from './testing/clients/client';
import { sdkClient } from './testing/clients/sdk-client';
import { playSession, type Session, type Transcript } from './testing/clients/session';

let folder: string;
let server: Serving;
let client: Client;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'parley-clients-'));
  writeTables();
  const accounts = new Map(Object.entries(ACCOUNTS).map(([name, id]) => [id as string, { id, accessKey: id, secret: secretOf(name as TestAccount) }]));
  server = await serve({ data: folder, port: 0, accounts, json: false, queryProcess: buildEntry('query-process') }, (error) => console.error(error));
});
afterEach(async () => {
  await client.close();
  await server.stop();
  rmSync(folder, { recursive: true });
});

/** What the SDK was told; the other clients must be told the same. */
let first: Transcript | undefined;

async function plays(made: Client): Promise<void> {
  client = made;
  const session = await playSession(client);
  holdAgainstCases(session);
  const transcript = nameless(session.transcript);
  first ??= transcript;
  expect(transcript).toEqual(first);
}

describe('one session of three accounts', () => {
  it('by the AWS SDK for JavaScript', () => plays(sdkClient(server.url)), 60_000);
  describeWith('boto3', 'and', () => it('by boto3, told the same', () => plays(boto3Client(server.url)), 120_000));
  describeWith('aws', 'and', () => it('by the aws command alone, told the same', () => plays(awsClient(server.url)), 300_000));
});

function holdAgainstCases({ queries }: Session): void {
  for (const { name, rows, refused } of cases.queries) {
    const found = queries.get(name);
    if (refused !== undefined) expect({ name, found }).toEqual({ name, found: { refused: expect.stringContaining(refused) } });
    else expect({ name, rows: rowsOf(found) }).toEqual({ name, rows });
  }
}

function rowsOf(found: { prefix: string } | { refused: string } | undefined): string[] {
  if (!found || 'refused' in found) return [String(found?.refused)];
  const place = join(folder, 's3/results', found.prefix);
  const [header = '', ...rows] = readdirSync(place).flatMap((file) => readFileSync(join(place, file), 'utf8').trim().split('\n'));
  return [header, ...rows.sort()];
}

/** Ids are each server's own: the first to be told is id 1. */
function nameless(transcript: Transcript): Transcript {
  const ids = new Map<string, string>();
  const named = (id: string) => ids.get(id) ?? ids.set(id, `id ${ids.size + 1}`).get(id);
  return JSON.parse(JSON.stringify(transcript).replaceAll(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, (id) => String(named(id)))) as Transcript;
}

function writeTables(): void {
  const types: Readonly<Record<string, string>> = cases.types;
  for (const [name, tables] of Object.entries(cases.data)) {
    for (const [table, lines] of Object.entries(tables)) {
      const place = join(folder, ACCOUNTS[name as TestAccount], 'shared', table);
      mkdirSync(place, { recursive: true });
      const columns = lines[0]?.split(',').map((column) => ({ name: column, type: types[column] ?? 'string' }));
      writeFileSync(join(place, 'schema.json'), JSON.stringify({ columns, partitionKeys: [] }));
      writeFileSync(join(place, 'part-0.csv'), `${lines.join('\n')}\n`);
    }
  }
}
