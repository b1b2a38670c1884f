import { inputError, refusal } from '@parley/errors';
import { Command, InvalidArgumentError } from 'commander';
import { join, resolve } from 'node:path';
import type { Installation } from '../installation';
import { openInBrowser } from '../rehearsal/open-in-browser';
import { rehearse } from '../rehearsal/rehearse';
import { printSummary } from '../rehearsal/summary';
import type { Terminal } from '../terminal';

interface Flags {
  contract: string;
  data?: string;
  rows?: number;
  seed: number;
  out: string;
  as: string;
  approve?: boolean;
  open?: boolean;
  sendAt?: Date;
}

/** `parley rehearse`: the whole collaboration, end to end, on this machine. */
export function rehearseCommand(terminal: () => Terminal, installation: Installation): Command {
  return new Command('rehearse')
    .description('Rehearse a whole collaboration on this machine: clean, match, query, train, judge, build segments, send to a local outbox.')
    .option('--contract <dir>', 'the contract; the one in stacks/ comes with made-up people', 'stacks')
    .option('--data <dir>', 'folder with the source files that the contract names')
    .option('--rows <n>', 'customers to make up where there is no --data (default: 20000)', wholeNumber)
    .option('--seed <n>', 'same seed, same run', wholeNumber, 1)
    .option('--out <dir>', 'where report, scores, segments and outbox go', 'out')
    .option('--as <party>', 'owner', 'owner')
    .option('--approve', 'approve the campaigns: write their messages to the local outbox (nothing is sent anywhere)')
    .option('--open', 'open the report in a browser, where there is a desktop')
    .option('--send-at <time>', 'the moment the rehearsal pretends to send at, ISO 8601 (default: today at 17:00 UTC)', moment)
    .addHelpText('after', EXAMPLES)
    .action(async (flags: Flags) => {
      if (flags.as !== 'owner') throw unknownSide(flags.as);
      const report = await rehearse(
        {
          contract: resolve(flags.contract),
          isDefaultContract: resolve(flags.contract) === join(installation.home, 'stacks'),
          ...(flags.data === undefined ? {} : { data: resolve(flags.data) }),
          ...(flags.rows === undefined ? {} : { rows: flags.rows }),
          seed: flags.seed,
          out: resolve(flags.out),
          approve: flags.approve ?? false,
          now: flags.sendAt ?? todayAt17(),
        },
        installation,
        terminal(),
      );
      if (terminal().json) terminal().printJson(report);
      else printSummary(report, flags.out, terminal());
      if (flags.open) openInBrowser(resolve(flags.out, 'report.html'));
      if (!report.model.gate.passed) throw gateFailed(report.model.gate.reasons, flags.out);
    });
}

const EXAMPLES = `
Examples:
  $ parley rehearse --approve
  $ parley rehearse --rows 5000 --seed 7 --out /tmp/trial
  $ parley rehearse --contract examples/online-shoppers --data ../shared/data/online-shoppers --approve

A run that was stopped or killed goes on where it was: give the same command again.
Without --approve the run ends at "audience ready". A gate that fails ends in exit code 3, with the report.`;

function wholeNumber(text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new InvalidArgumentError('Write a whole number.');
  return Number(text);
}

function moment(text: string): Date {
  const at = new Date(text);
  if (Number.isNaN(at.getTime())) throw new InvalidArgumentError('Write a time such as 2026-11-01T17:00:00Z.');
  return at;
}

function todayAt17(): Date {
  return new Date(`${new Date().toISOString().slice(0, 10)}T17:00:00Z`);
}

const unknownSide = (side: string) =>
  inputError('UNKNOWN_SIDE', {
    message: `A rehearsal cannot be run as "${side}".`,
    repair: 'Write --as owner. Rehearsing a partner\'s file against made-up owners (--as partner) is not built yet.',
  });

const gateFailed = (reasons: readonly string[], out: string) =>
  refusal('GATE_FAILED', [
    ...reasons.map((message) => ({ message })),
    { message: 'The gate failed: nothing was scored, built or sent.', repair: `Read ${join(out, 'report.html')}, then the limits under evaluation.gate in owner/plan.yaml.` },
  ]);
