import { fault } from '@parley/errors';
import { type ChildProcess, spawn } from 'node:child_process';
import { setTimeout as pause } from 'node:timers/promises';

export interface ServerOptions {
  /** The server's script, and the one its queries run in. */
  server: string;
  queryProcess: string;
  /** Tables and results. */
  data: string;
  state: string;
  /** File of `ID:SECRET` lines. */
  accounts: string;
}

/** A running local AWS endpoint. */
export interface ServerProcess {
  /** `http://127.0.0.1:PORT` */
  url: string;
  /** Waits for what runs, then ends it. */
  stop(): Promise<void>;
}

/** How long the server of a killed run may take to see that it is alone, and let go of the state. */
const LETS_GO_MS = 60_000;

/**
 * Starts `parley serve` on any free port of loopback, as a child that ends with this process.
 *
 * @throws ParleyError SERVER_NOT_STARTED (fault) with what it said.
 */
export async function startServer(options: ServerOptions): Promise<ServerProcess> {
  const { server, queryProcess, data, state, accounts } = options;
  const argv = ['--enable-source-maps', server, '--query-process', queryProcess, '--data', data, '--state', state, '--accounts', accounts, '--port', '0', '--json'];
  for (const begun = performance.now(); ; await pause(100)) {
    const child = spawn(process.execPath, argv, { stdio: ['ignore', 'pipe', 'pipe', 'ipc'] });
    const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
    const answer = await firstAnswer(child);
    if (answer.url !== undefined) return { url: answer.url, stop: () => stopped(child, ended) };
    if (answer.code !== 'STATE_IN_USE' || performance.now() - begun > LETS_GO_MS) throw notStarted(answer.said);
  }
}

async function stopped(child: ChildProcess, ended: Promise<void>): Promise<void> {
  child.kill('SIGTERM');
  await ended;
}

interface Answer {
  url?: string;
  /** Of the error it ended with. */
  code?: string;
  said: string;
}

/** The one JSON document on the server's stdout: where it listens, or why it doesn't. */
function firstAnswer(child: ChildProcess): Promise<Answer> {
  let [out, said] = ['', ''];
  child.stderr?.on('data', (chunk: Buffer) => (said = `${said}${chunk.toString()}`.slice(-10_000)));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.stdout?.on('data', (chunk: Buffer) => {
      out += chunk.toString();
      const found = /"url": "(.+)"/.exec(out)?.[1];
      if (found !== undefined) resolve({ url: found, said });
    });
    child.once('close', () => resolve({ code: /"code": "(\w+)"/.exec(out)?.[1], said }));
  });
}

const notStarted = (said: string) =>
  fault('SERVER_NOT_STARTED', { message: `the local clean room did not start. It said:\n${said}`, repair: 'run the same command again; if it stays so, please report it' });
