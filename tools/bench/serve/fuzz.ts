import { connect } from 'node:net';
import type { Hostile } from './hostile-requests';

/** How many requests got which answer: a status, or `none` where the connection was closed without one. */
export type Answers = Record<string, number>;

const AT_ONCE = 16;
/** One that is not whole gets no answer; it is closed from this side. */
const PATIENCE_MS = 300;

/** Sends every request on a connection of its own. */
export async function fuzz(port: number, requests: readonly Hostile[], onSent: (done: number) => void): Promise<Answers> {
  const answers: Answers = {};
  const waiting = requests.values();
  let done = 0;
  const worker = async (): Promise<void> => {
    for (const request of waiting) {
      const answer = await send(port, request);
      answers[answer] = (answers[answer] ?? 0) + 1;
      onSent((done += 1));
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  return answers;
}

function send(port: number, request: Hostile): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(request, 'utf8'));
    let said = '';
    socket.setTimeout(PATIENCE_MS, () => socket.destroy());
    socket.on('data', (chunk: Buffer) => {
      said += chunk.toString('latin1');
      if (/^HTTP\/1\.1 \d{3}/.test(said)) socket.end();
    });
    socket.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'ECONNREFUSED') reject(new Error('the server is gone'));
    });
    socket.on('close', () => resolve(/^HTTP\/1\.1 (\d{3})/.exec(said)?.[1] ?? 'none'));
  });
}
