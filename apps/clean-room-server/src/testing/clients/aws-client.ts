import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { environmentOf } from './accounts';
import type { Client } from './client';
import { plain } from './plain';

const run = promisify(execFile);
const ERROR = /An error occurred \((\w+)\) when calling the \w+ operation[^:]*: ([^]*?)\s*$/;

/** The `aws` command, a process a call. */
export function awsClient(endpoint: string): Client {
  return {
    async call(as, operation, input) {
      const command = operation.replaceAll(/(?<!^)([A-Z])/g, '-$1').toLowerCase();
      const args = ['--endpoint-url', endpoint, '--output', 'json', 'cleanrooms', command, '--cli-input-json', JSON.stringify(input)];
      try {
        const { stdout } = await run('aws', args, { env: environmentOf(as) });
        return { answer: plain(stdout.trim() === '' ? {} : JSON.parse(stdout)) };
      } catch (error) {
        const [, code, message] = ERROR.exec(String((error as { stderr?: string }).stderr)) ?? [];
        if (code === undefined || message === undefined) throw error;
        return { error: { code, message } };
      }
    },
    close: async () => undefined,
  };
}
