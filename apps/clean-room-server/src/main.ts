/** The server as a process of its own: the parley command starts it, hands it its flags and signals, and ends with it. */
import { CommanderError } from 'commander';
import { readOptions } from './options';
import { reportError } from './report-error';
import { serve } from './serve';

const argv = process.argv.slice(2);
// The channel to the command that started it only tells when that has gone; it keeps nothing alive.
process.channel?.unref();
// A reader such as `head` that has seen enough closes the pipe: that is no fault.
process.stdout.on('error', () => undefined);
process.exitCode = await run();
if (process.connected) process.disconnect();

async function run(): Promise<number> {
  try {
    const stopping = signalled();
    const options = readOptions(argv);
    if (options.accounts.size === 0) note('No --account is given: every signed request will be refused.');
    const serving = await serve(options, (error, requestId = 'no request') => note(`${requestId}: ${error instanceof Error ? error.stack : String(error)}`));
    ready(serving.url, options.json);
    await stopping;
    await serving.stop();
    return 0;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2; // commander has printed it
    return reportError(error, argv.includes('--json'));
  }
}

/** Resolves at the first word to stop: Ctrl-C, SIGTERM, or the end of the command that started this. More of them change nothing. */
function signalled(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => resolve());
    process.on('disconnect', () => resolve());
  });
}

function ready(url: string, json: boolean): void {
  process.stdout.write(json ? `${JSON.stringify({ url }, null, 2)}\n` : `listening on ${url}\n`);
}

function note(line: string): void {
  process.stderr.write(`${line}\n`);
}
