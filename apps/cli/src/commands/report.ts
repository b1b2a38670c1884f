import { type Contract, loadContract } from '@parley/contract';
import { inputError } from '@parley/errors';
import { loadPlan, type Plan } from '@parley/owner-plan';
import { Command, InvalidArgumentError } from 'commander';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { peopleFolder } from '../rehearsal/run-folder';
import { withOutLock } from '../rehearsal/with-out-lock';
import type { Terminal } from '../terminal';
import { incrementalityInWords } from './incrementality-in-words';
import { type IncrementalityOptions, incrementalityReport } from './incrementality-report';
import { redrawReport } from './redraw-report';

interface Flags {
  incrementality?: boolean;
  out: string;
  contract: string;
  data?: string;
  events: string[];
  outcome?: string;
  days?: number;
  smallestEffect?: number;
}

const EXAMPLES = `
Examples:
  $ parley report --incrementality
  $ parley report --incrementality --events june.jsonl.gz --events july.jsonl.gz
  $ parley report --incrementality --events orders.jsonl --outcome order.completed --days 30 --smallest-effect 0.5 --json

What counts as a success stands in owner/plan.yaml under outcome: an event of that type, of a customer, after the run's moment and
within the days. Files are first-party events in Pinpoint's envelope: JSON lines, plain or gzip; without --events it is the file of
the outcome's table. The figures are printed, and drawn into report.html of the run.`;

/** `parley report`: what a run that was sent has brought since. */
export function reportCommand(terminal: () => Terminal): Command {
  return new Command('report')
    .description('what a run brought: those sent to against those held out')
    .option('--incrementality', 'compare with the holdout')
    .option('--out <dir>', 'the folder of the run', 'out')
    .option('--contract <dir>', 'the contract of the run', 'stacks')
    .option('--data <dir>', 'folder with the source files, where the run had one')
    .option('--events <file>', 'first-party events since; may be given several times', (file: string, before: string[]) => [...before, file], [])
    .option('--outcome <type>', "the event type that counts as a success, in place of the plan's")
    .option('--days <n>', "how many days an outcome counts (default: the plan's, or 14)", positive)
    .option('--smallest-effect <points>', "the least difference worth knowing, in percentage points (default: the plan's, or 1)", positive)
    .addHelpText('after', EXAMPLES)
    .action(async (flags: Flags) => {
      const { json, colour, print, printJson, note } = terminal();
      const contract = await loadContract(resolve(flags.contract));
      const options = measured(flags, contract, await loadPlan(contract));
      const [report, page] = await withOutLock(options.out, async () => {
        const found = await incrementalityReport(options);
        return [found, await redrawReport(options.out, found)] as const;
      });
      if (json) return printJson(report);
      for (const line of incrementalityInWords(report, colour)) print(line);
      note(`Drawn into ${page}`);
    });
}

/** What to measure: the plan's outcome, where no flag says otherwise. @throws inputError USAGE with all that is missing */
function measured(flags: Flags, contract: Contract, { outcome: planned }: Plan): IncrementalityOptions {
  const { incrementality, outcome = planned?.type } = flags;
  const events = flags.events.length > 0 ? flags.events : ownEvents(flags, contract, planned?.table);
  const problems = [
    ...(incrementality ? [] : [{ message: 'nothing says what to report', repair: 'add --incrementality; the report of a run itself is its report.html' }]),
    ...(events.length > 0 ? [] : [{ message: 'no events are named', repair: 'name the files with --events' }]),
    ...(outcome ? [] : [{ file: 'owner/plan.yaml', message: 'nothing says which event counts as a success', repair: 'write outcome: { table: events, type: order.completed }, or name a type with --outcome' }]),
    ...events.filter((file) => !existsSync(file)).map((file) => ({ file, message: 'there is no such file', repair: 'name the files of events with --events, or the folder of the source files with --data' })),
  ];
  if (problems.length > 0 || outcome === undefined) throw inputError('USAGE', problems);
  const { days = planned?.days ?? 14, smallestEffect } = flags;
  return { out: resolve(flags.out), events, outcome, days, smallestEffect: smallestEffect === undefined ? (planned?.smallestEffect ?? 0.01) : smallestEffect / 100, now: new Date() };
}

/** The file of the outcome's table, among the sources that the run had. */
function ownEvents({ out, data }: Flags, { owner }: Contract, table: string | undefined): string[] {
  const source = owner.tables.find(({ name }) => name === table)?.source;
  return source ? [join(data === undefined ? peopleFolder(resolve(out)) : resolve(data), source.file)] : [];
}

function positive(text: string): number {
  const value = Number(text);
  if (!(value > 0 && Number.isFinite(value))) throw new InvalidArgumentError('Write a number above 0.');
  return value;
}
