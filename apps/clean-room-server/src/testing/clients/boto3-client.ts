import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { ACCOUNTS, secretOf } from './accounts';
import type { Client, Told } from './client';
import { plain } from './plain';

/** boto3, in one Python process. */
export function boto3Client(endpoint: string): Client {
  const child = spawn('python3', [join(__dirname, 'boto3_client.py'), endpoint], { stdio: ['pipe', 'pipe', 'inherit'] });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  return {
    async call(as, operation, input) {
      child.stdin.write(`${JSON.stringify({ key: ACCOUNTS[as], secret: secretOf(as), operation, members: input })}\n`);
      const { value, done } = await lines.next();
      if (done === true) throw new Error('boto3 ended: what it said stands above');
      const told = JSON.parse(String(value)) as Told;
      return 'answer' in told ? { answer: plain(told.answer) } : told;
    },
    close: () => {
      child.stdin.end();
      return ended;
    },
  };
}
