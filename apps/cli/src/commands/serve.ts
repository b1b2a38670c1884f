import { spawn } from 'node:child_process';
import { fault } from '@parley/errors';
import { Command } from 'commander';
import type { Installation } from '../installation';
import type { Terminal } from '../terminal';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * `parley serve`: starts the local AWS endpoint, a process of its own, and ends with it. The server knows its flags; they
 * and `--help` are handed on.
 */
export function serveCommand(terminal: () => Terminal, { server, queryProcess }: Installation): Command {
  return new Command('serve')
    .description('the local AWS endpoint: real clients of AWS Clean Rooms talk to it (parley serve --help)')
    .argument('[flags...]')
    .usage('--data DIR [--port 4600] [--account ID:SECRET]… [--account ID:KEY:SECRET]… [--accounts FILE] [--state DIR] [--upstream URL] [--events URL] [--tables URL]')
    .helpOption(false)
    .allowUnknownOption()
    .action(async (flags: string[]) => {
      const json = terminal().json ? ['--json'] : [];
      process.exitCode = await runServer([server, '--query-process', queryProcess, ...json, ...flags]);
    });
}

/** The server's exit code. Its channel lets it end when this process is killed. */
function runServer(argv: readonly string[]): Promise<number> {
  const child = spawn(process.execPath, ['--enable-source-maps', ...argv], { stdio: ['inherit', 'inherit', 'inherit', 'ipc'] });
  for (const signal of SIGNALS) process.on(signal, () => child.kill(signal));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code, signal) => {
      if (code !== null) resolve(code);
      else reject(fault('SERVER_KILLED', { message: `the server was ended by ${signal}`, repair: 'start it again: with --state, it goes on from where it was' }));
    });
  });
}
