import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { home } from './run-parley';

export interface ServeRun {
  /** What `listening on` says. */
  url: string;
  /** Sends a signal and resolves with the exit code; null where the signal itself ended it. */
  end(signal: NodeJS.Signals): Promise<number | null>;
}

/** Starts the real `parley serve` and waits until it listens; rejects with what it said if it ends before. */
export function startServe(args: readonly string[]): Promise<ServeRun> {
  const child = spawn(process.execPath, [join(home, 'apps/cli/bin/parley.mjs'), 'serve', '--port', '0', ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  const end = (signal: NodeJS.Signals): Promise<number | null> => {
    child.kill(signal);
    return ended;
  };
  let said = '';
  return new Promise((resolve, reject) => {
    child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
    child.stdout.on('data', (chunk: Buffer) => {
      said += chunk.toString();
      const url = /^listening on (http:\/\/127\.0\.0\.1:\d+)$/m.exec(said)?.[1];
      if (url !== undefined) resolve({ url, end });
    });
    void ended.then((code) => reject(new Error(`parley serve ended with ${code}:\n${said}`)));
  });
}
