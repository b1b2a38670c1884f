import { spawn } from 'node:child_process';
import { join, resolve } from 'node:path';

export const home = resolve(__dirname, '../../../..');

export interface ParleyRun {
  /** Null where a signal ended it. */
  code: number | null;
  stdout: string;
  stderr: string;
}

export interface RunOptions {
  cwd?: string;
  env?: NodeJS.ProcessEnv;
  input?: string;
  /** Sees each line of stderr as it comes; may send the process a signal. */
  onLine?: (line: string, kill: (signal: NodeJS.Signals) => void) => void;
}

/** Runs the real command in a process of its own. */
export function runParley(args: readonly string[], { cwd = home, env = {}, input = '', onLine }: RunOptions = {}): Promise<ParleyRun> {
  const child = spawn(process.execPath, [join(home, 'apps/cli/bin/parley.mjs'), ...args], { cwd, env: { ...process.env, ...env } });
  let stdout = '';
  let stderr = '';
  let seen = 0;
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
    const lines = stderr.split('\n');
    for (; seen < lines.length - 1; seen++) onLine?.(lines[seen] ?? '', (signal) => child.kill(signal));
  });
  child.stdin.end(input);
  return new Promise((done, failed) => {
    child.on('error', failed);
    child.on('close', (code) => done({ code, stdout, stderr }));
  });
}
