import type { Behaviours, StrictService } from '@parley/testing';
import { startMoto, startStrictService } from '@parley/testing';
import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';

const HOME = resolve(__dirname, '../../..');
const PARLEY = join(HOME, 'apps/cli/bin/parley.mjs');
/** Every account's, here. */
const SECRET = 'made-up-secret';
export const REGION = 'us-east-1';

export interface Credentials {
  region: string;
  endpoint: string;
  credentials: { accessKeyId: string; secretAccessKey: string };
}

/** Services that send, each with the answers it gives; a wrong shape fails the test when the service stops. */
export interface Senders {
  email: StrictService;
  sms: StrictService;
  push: StrictService;
}

/** Two accounts of AWS: the clean room and its signatures by `parley serve`, S3, Glue, DynamoDB, EventBridge, SQS and secrets by moto behind it. */
export interface LocalCloud {
  /** Address of moto itself, for what needs no signature. */
  moto: string;
  as(account: string): Credentials;
  /** What a function of that account has in its environment to find it all. */
  environment(account: string): Record<string, string>;
  senders: Senders;
  /** @throws Error where a strict service was spoken to wrongly. */
  stop(): Promise<void>;
}

export async function startLocalCloud(folder: string, accounts: readonly string[]): Promise<LocalCloud> {
  const ends: (() => Promise<void>)[] = [];
  try {
    const moto = await startMoto(join(__dirname, 'two-accounts.py'));
    ends.push(() => moto.stop());
    const served = await serve(join(folder, 'served'), moto.endpoint, accounts);
    ends.push(() => served.stop());
    const senders = { email: await strict('@aws-sdk/client-sesv2', EMAIL), sms: await strict('@aws-sdk/client-pinpoint-sms-voice-v2', SMS), push: await strict('@aws-sdk/client-pinpoint', PUSH) };
    ends.push(...Object.values(senders).map((sender) => () => sender.stop()));
    return {
      moto: moto.endpoint,
      as: (account) => ({ region: REGION, endpoint: served.url, credentials: { accessKeyId: account, secretAccessKey: SECRET } }),
      environment: (account) => ({
        AWS_REGION: REGION,
        AWS_ACCESS_KEY_ID: account,
        AWS_SECRET_ACCESS_KEY: SECRET,
        AWS_ENDPOINT_URL: served.url,
        AWS_ENDPOINT_URL_SESV2: senders.email.endpoint,
        AWS_ENDPOINT_URL_PINPOINT_SMS_VOICE_V2: senders.sms.endpoint,
        AWS_ENDPOINT_URL_PINPOINT: senders.push.endpoint,
      }),
      senders,
      stop: () => stopAll(ends),
    };
  } catch (error) {
    await stopAll(ends);
    throw error;
  }
}

/** All of them, in reverse; then the first failure is told. */
async function stopAll(ends: readonly (() => Promise<void>)[]): Promise<void> {
  const results = [];
  for (const end of ends.toReversed()) results.push(await Promise.allSettled([end()]));
  for (const [result] of results) if (result?.status === 'rejected') throw result.reason;
}

const strict = (name: string, behaviours: Behaviours): Promise<StrictService> => startStrictService(name, behaviours);

const EMAIL: Behaviours = {
  SendBulkEmail: ({ BulkEmailEntries }: { BulkEmailEntries: unknown[] }) => ({ BulkEmailEntryResults: BulkEmailEntries.map(() => ({ Status: 'SUCCESS', MessageId: randomUUID() })) }),
};
const SMS: Behaviours = { SendTextMessage: () => ({ MessageId: randomUUID() }) };
const PUSH: Behaviours = {
  SendMessages: ({ ApplicationId, MessageRequest: { Addresses } }: { ApplicationId: string; MessageRequest: { Addresses: Record<string, unknown> } }) => ({
    MessageResponse: { ApplicationId, Result: Object.fromEntries(Object.keys(Addresses).map((token) => [token, { DeliveryStatus: 'SUCCESSFUL', StatusCode: 200, MessageId: randomUUID() }])) },
  }),
};

interface Served {
  url: string;
  stop(): Promise<void>;
}

/** `parley serve` with moto behind it: as the source of tables, and for every other service. */
async function serve(data: string, moto: string, accounts: readonly string[]): Promise<Served> {
  mkdirSync(data, { recursive: true });
  const argv = [PARLEY, 'serve', '--data', data, '--tables', moto, '--upstream', moto, '--port', '0', ...accounts.flatMap((account) => ['--account', `${account}:${SECRET}`])];
  const env = { ...process.env, AWS_REGION: REGION, AWS_ACCESS_KEY_ID: 'clean-rooms', AWS_SECRET_ACCESS_KEY: 'of-moto' };
  const server = spawn(process.execPath, argv, { stdio: ['ignore', 'pipe', 'inherit'], env });
  const url = await new Promise<string>((found, failed) => {
    server.stdout.on('data', (chunk: Buffer) => {
      const address = /listening on (\S+)/.exec(chunk.toString())?.[1];
      if (address !== undefined) found(address);
    });
    server.once('exit', (code) => failed(new Error(`parley serve ended with ${code}`)));
  });
  const stop = async (): Promise<void> => {
    const ended = new Promise((done) => server.once('exit', done));
    server.kill('SIGTERM');
    await ended;
  };
  return { url, stop };
}
