import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

export interface Moto {
  endpoint: string;
  stop(): Promise<void>;
}

/** A moto server on a free port of this machine; `script`: a Python file that mends moto and then starts it. With `account`, that is the one it has; without, a key's id is its account. */
export async function startMoto(script?: string, account?: string): Promise<Moto> {
  const [command, ...first] = script === undefined ? ['moto_server'] : ['python3', script];
  const server = spawn(command ?? '', [...first, '-H', '127.0.0.1', '-p', '0'], { stdio: ['ignore', 'pipe', 'pipe'], detached: true, env: { ...process.env, ...(account === undefined ? {} : { MOTO_ACCOUNT_ID: account }) } });
  const endpoint = await new Promise<string>((resolve, reject) => {
    let said = '';
    const read = (chunk: Buffer): void => {
      said += chunk.toString();
      const address = /Running on (http:\/\/127\.0\.0\.1:\d+)/.exec(said)?.[1];
      if (address !== undefined) resolve(address);
    };
    server.stdout.on('data', read);
    server.stderr.on('data', read);
    server.once('exit', (code) => reject(new Error(`moto ended with ${code}: ${said}`)));
  });
  const end = (): void => {
    if (server.pid !== undefined && server.exitCode === null) process.kill(-server.pid, 'SIGTERM'); // its own group: a shim may stand before Python
  };
  process.once('exit', end); // a test that breaks off leaves no server behind
  const stop = async (): Promise<void> => {
    const ended = once(server, 'exit');
    end();
    await ended;
    process.off('exit', end);
  };
  return { endpoint, stop };
}

/** moto with a DynamoDB for several workers at once: its own loses writes that go on beside a cancelled transaction. */
export const startDynamoDb = (): Promise<Moto> => startMoto(join(__dirname, 'isolated-dynamodb.py'));

/** moto that runs state machines: its own only keeps them. */
export const startStepFunctions = (account: string): Promise<Moto> => startMoto(join(__dirname, 'running-machines.py'), account);

export const motoClient = (endpoint: string) => ({ region: 'eu-west-1', endpoint, credentials: { accessKeyId: 'test', secretAccessKey: 'test' } });
