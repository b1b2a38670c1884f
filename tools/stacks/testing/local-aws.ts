import { CleanRoomsClient, GetProtectedQueryCommand, ListMembershipsCommand, StartProtectedQueryCommand } from '@aws-sdk/client-cleanrooms';
import { startMoto } from '@parley/testing';
import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

const home = resolve(__dirname, '../../..');
const REGION = 'us-east-1';
/** What the stacks call, all at one address: what `parley serve` has not it hands to moto, in the signer's account. */
const SERVICES = [
  'apigatewayv2', 'athena', 'backup', 'budgets', 'cleanrooms', 'cloudcontrol', 'cloudformation', 'cloudwatch', 'dynamodb', 'events', 'firehose', 'glue', 'iam',
  'kms', 'lambda', 'logs', 'pinpoint', 'pinpointsmsvoicev2', 's3', 'scheduler', 'secretsmanager', 'sesv2', 'sfn', 'sns', 'sqs', 'ssm', 'sts',
];

export interface Match {
  rows: Record<string, string>[];
  /** What the rules say to a query for a column they do not list. */
  refused: string;
}

export interface LocalAws {
  url: string;
  /** Terraform's override of a stack's provider: this address, and the account's own key. */
  override(account: string): string;
  /** Puts three people into each side's table, and matches them as the owner. */
  matchByEmail(owner: string, partner: string, secret: string): Promise<Match>;
  /** Runs SQL over those, as the owner. */
  query(owner: string, secret: string, sql: string): Promise<Record<string, string>[]>;
  stop(): Promise<void>;
}

/** moto and `parley serve` in front of it: two accounts of AWS on this machine, as far as the stacks go. */
export async function startLocalAws(data: string, accounts: readonly string[], secret: string): Promise<LocalAws> {
  mkdirSync(data, { recursive: true });
  const moto = await startMoto(join(home, 'tools/moto/patched-moto.py'));
  const args = ['serve', '--data', data, '--port', '0', '--upstream', moto.endpoint, ...accounts.flatMap((account) => ['--account', `${account}:${secret}`])];
  const server = spawn(process.execPath, [join(home, 'apps/cli/bin/parley.mjs'), ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
  const url = await new Promise<string>((found, failed) => {
    server.stdout.on('data', (chunk: Buffer) => {
      const address = /listening on (\S+)/.exec(chunk.toString())?.[1];
      if (address !== undefined) found(address);
    });
    server.once('exit', (code) => failed(new Error(`parley serve ended with ${code}`)));
  }).catch(async (error: unknown) => {
    await moto.stop(); // left running, it would hold the test open
    throw error;
  });
  return {
    url,
    override: (account) => JSON.stringify({ provider: { aws: [provider(url, account, secret)] } }),
    matchByEmail: (owner, partner) => matchByEmail(url, data, { owner, partner, secret }),
    query: (owner, secret, sql) => query(url, data, { owner, secret }, sql),
    async stop() {
      server.kill('SIGTERM');
      await new Promise((ended) => server.once('exit', ended));
      await moto.stop();
    },
  };
}

function provider(url: string, account: string, secret: string): object {
  return {
    access_key: account,
    secret_key: secret,
    endpoints: [Object.fromEntries(SERVICES.map((service) => [service, url]))],
    s3_use_path_style: true,
    skip_credentials_validation: true,
    skip_metadata_api_check: 'true',
    skip_region_validation: true,
    max_retries: 1, // a call that moto has not would else be tried for minutes
  };
}

interface Parties {
  owner: string;
  partner: string;
  secret: string;
}

async function matchByEmail(url: string, data: string, parties: Parties): Promise<Match> {
  table(data, parties.owner, 'parley_owner_for_partner_sample', 'customers', ['customer_id', 'hashed_email', 'hashed_phone'], ['c1,e1,p1', 'c2,e2,p2', 'c9,e9,p9']);
  table(data, parties.partner, 'parley_partner_sample_for_owner', 'people', PEOPLE, ['e1,p1,middle,owner,1,2.5,3,40,often', 'e7,p7,low,tenant,0,1.5,1,10,never']);
  const sql = 'SELECT DISTINCT c.customer_id, p.income_band FROM customers c INNER JOIN people p ON c.hashed_email = p.hashed_email';
  const refused = await query(url, data, parties, sql.replace('p.income_band', 'p.hashed_email')).then(
    () => 'not refused',
    (error: unknown) => String(error),
  );
  return { rows: await query(url, data, parties, sql), refused };
}

/** Runs SQL as the owner, in its collaboration with partner-sample. */
async function query(url: string, data: string, { owner, secret }: Omit<Parties, 'partner'>, queryString: string): Promise<Record<string, string>[]> {
  const client = new CleanRoomsClient({ region: REGION, endpoint: url, credentials: { accessKeyId: owner, secretAccessKey: secret } });
  const memberships = await client.send(new ListMembershipsCommand({}));
  const membershipIdentifier = memberships.membershipSummaries?.find(({ collaborationName }) => collaborationName === 'parley-owner-partner-sample')?.id;
  const { protectedQuery: started } = await client.send(
    new StartProtectedQueryCommand({
      type: 'SQL',
      membershipIdentifier,
      sqlParameters: { queryString },
      resultConfiguration: { outputConfiguration: { s3: { bucket: `parley-owner-results-${owner}`, keyPrefix: 'try', resultFormat: 'CSV', singleFileOutput: true } } },
    }),
  );
  for (;;) {
    const { protectedQuery } = await client.send(new GetProtectedQueryCommand({ membershipIdentifier, protectedQueryIdentifier: started?.id }));
    if (protectedQuery?.status === 'SUCCESS') return readResult(data, protectedQuery.result?.output?.s3?.location ?? '');
    if (protectedQuery?.status !== 'SUBMITTED' && protectedQuery?.status !== 'STARTED') throw new Error(`the query ended as ${protectedQuery?.status}: ${protectedQuery?.error?.message}`);
    await pause(100);
  }
}

const PEOPLE = ['hashed_email', 'hashed_phone', 'income_band', 'home_status', 'children_at_home', 'category_interest', 'trips_last_year', 'commute_minutes', 'cinema'];
const NUMBERS: Readonly<Record<string, string>> = { children_at_home: 'int', category_interest: 'double', trips_last_year: 'int', commute_minutes: 'int' };

function table(data: string, account: string, database: string, name: string, columns: readonly string[], rows: readonly string[]): void {
  const folder = join(data, account, database, name);
  mkdirSync(folder, { recursive: true });
  const types = columns.map((column) => ({ name: column, type: NUMBERS[column] ?? 'string' }));
  writeFileSync(join(folder, 'schema.json'), JSON.stringify({ columns: types, partitionKeys: [] }));
  writeFileSync(join(folder, 'part-0.csv'), `${[columns.join(','), ...rows].join('\n')}\n`);
}

function readResult(data: string, location: string): Record<string, string>[] {
  const [header = '', ...lines] = readFileSync(join(data, 's3', location.replace('s3://', '')), 'utf8').trim().split('\n');
  const names = header.replaceAll('"', '').split(',');
  return lines.map((line) => Object.fromEntries(line.replaceAll('"', '').split(',').map((value, index) => [names[index] ?? '', value])));
}
