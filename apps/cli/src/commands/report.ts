import { inputError } from '@parley/errors';
import { Command, InvalidArgumentError } from 'commander';
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Terminal } from '../terminal';
import { incrementalityInWords } from './incrementality-in-words';
import { incrementalityReport } from './incrementality-report';

interface Flags {
  incrementality?: boolean;
  out: string;
  events: string[];
  outcome?: string;
  days: number;
  smallestEffect: number;
}

const EXAMPLES = `
Examples:
  $ parley report --incrementality --events orders.jsonl --outcome order.completed
  $ parley report --incrementality --events june.jsonl.gz --events july.jsonl.gz --outcome order.completed --days 30 --json

An outcome is an event of that type, of a customer, after the run's moment and within the days. Files are first-party events in
Pinpoint's envelope: JSON lines, plain or gzip.`;

/** `parley report`: what a run that was sent has brought since. */
export function reportCommand(terminal: () => Terminal): Command {
  return new Command('report')
    .description('what a run brought: those sent to against those held out')
    .option('--incrementality', 'compare with the holdout')
    .option('--out <dir>', 'the folder of the run', 'out')
    .option('--events <file>', 'first-party events since; may be given several times', (file: string, before: string[]) => [...before, file], [])
    .option('--outcome <type>', 'the event type that counts as a success')
    .option('--days <n>', 'how many days an outcome counts', positive, 14)
    .option('--smallest-effect <points>', 'the least difference worth knowing, in percentage points', positive, 1)
    .addHelpText('after', EXAMPLES)
    .action(async (flags: Flags) => {
      const { json, colour, print, printJson } = terminal();
      const { outcome, events } = checked(flags);
      const report = await incrementalityReport({ out: resolve(flags.out), events, outcome, days: flags.days, smallestEffect: flags.smallestEffect / 100, now: new Date() });
      if (json) printJson(report);
      else for (const line of incrementalityInWords(report, colour)) print(line);
    });
}

function checked({ incrementality, events, outcome }: Flags): { outcome: string; events: string[] } {
  const missing = events.filter((file) => !existsSync(file));
  const problems = [
    ...(incrementality ? [] : [{ message: 'nothing says what to report', repair: 'add --incrementality; the report of a run itself is its report.html' }]),
    ...(events.length > 0 ? [] : [{ message: 'no events are named', repair: 'name the files with --events' }]),
    ...(outcome ? [] : [{ message: 'nothing says which event counts as a success', repair: 'name its type with --outcome, such as --outcome order.completed' }]),
    ...missing.map((file) => ({ file, message: 'there is no such file', repair: 'correct --events' })),
  ];
  if (problems.length > 0 || outcome === undefined) throw inputError('USAGE', problems);
  return { outcome, events };
}

function positive(text: string): number {
  const value = Number(text);
  if (!(value > 0 && Number.isFinite(value))) throw new InvalidArgumentError('Write a number above 0.');
  return value;
}
