import { AwsCleanRoomClient } from '@parley/aws';
import type { CleanRoomClient, StartQuery } from '@parley/clean-room-client';
import { type Connection, type SetUpPair, setUpPair } from '@parley/collaboration-setup';
import type { Contract } from '@parley/contract';
import { writeFileAtomically } from '@parley/files';
import type { ObjectStore } from '@parley/object-store';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { loadOrMakeKey } from './run-keys';
import { startServer } from './server-process';

export interface LocalCleanRoomOptions {
  contract: Contract;
  /** Tables in `ACCOUNT/DATABASE/TABLE/`, results in `s3/BUCKET/`. */
  data: string;
  state: string;
  /** Folder of the run's secrets. */
  keys: string;
  store: ObjectStore;
  server: string;
  queryProcess: string;
}

/** A clean room set up for every pair of the contract, as the owner sees it. */
export interface LocalCleanRoom {
  client: CleanRoomClient;
  /** The owner's membership with a partner. */
  membershipOf(partner: string): string;
  close(): Promise<void>;
}

/**
 * `parley serve` in a process of its own, and on it the contract's collaborations, made by the members' own calls: from here on
 * the run speaks the protocol of AWS, to AWS's address or to this one.
 */
export async function openLocalCleanRoom(options: LocalCleanRoomOptions): Promise<LocalCleanRoom> {
  const { contract, data, state, keys, store, server, queryProcess } = options;
  await mkdir(data, { recursive: true });
  const secrets = await secretsOf(contract, keys);
  const running = await startServer({ server, queryProcess, data, state, accounts: secrets.file });
  const connect = (account: string): Connection => ({
    region: contract.terms.region,
    endpoint: running.url,
    credentials: { accessKeyId: account, secretAccessKey: secrets.of(account) },
  });
  const owner = connect(contract.owner.account);
  const room = new AwsCleanRoomClient({ connection: owner, store, account: contract.owner.account });
  const close = async () => {
    room.close();
    await running.stop();
  };
  try {
    const pairs = new Map<string, SetUpPair>();
    for (const { id, account } of contract.partners) {
      pairs.set(id, await setUpPair({ contract, partner: id, connections: { owner, partner: connect(account) } }));
    }
    const templates = new Map([...pairs.values()].flatMap((pair) => [...pair.templates]));
    return { client: withTemplates(room, templates), membershipOf: (partner) => known(pairs.get(partner)).membershipId, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Each account's secret is a key of the run. */
async function secretsOf({ owner, partners }: Contract, keys: string): Promise<{ file: string; of(account: string): string }> {
  const secrets = new Map<string, string>();
  for (const { account } of [owner, ...partners]) secrets.set(account, (await loadOrMakeKey(join(keys, `account-${account}.key`))).toString('hex'));
  const file = join(keys, 'accounts');
  await writeFileAtomically(file, [...secrets].map(([account, secret]) => `${account}:${secret}\n`).join(''), { mode: 0o600 });
  return { file, of: (account) => known(secrets.get(account)) };
}

/** A contract names a template by the ARN that AWS gave; here it has the one that this server gave. */
function withTemplates(room: CleanRoomClient, arns: ReadonlyMap<string, string>): CleanRoomClient {
  return {
    startQuery: (input) => room.startQuery(renamed(input, arns)),
    getQuery: (membershipId, queryId) => room.getQuery(membershipId, queryId),
    listQueries: (membershipId) => room.listQueries(membershipId),
  };
}

function renamed(input: StartQuery, arns: ReadonlyMap<string, string>): StartQuery {
  const { analysisTemplate } = input;
  if (!analysisTemplate) return input;
  return { ...input, analysisTemplate: { ...analysisTemplate, arn: known(arns.get(analysisTemplate.arn)) } };
}

function known<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('not in the contract');
  return value;
}
