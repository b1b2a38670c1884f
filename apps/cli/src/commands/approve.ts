import { SFNClient } from '@aws-sdk/client-sfn';
import { type Contract, loadContract, MACHINE } from '@parley/contract';
import { inputError } from '@parley/errors';
import { Command } from 'commander';
import { userInfo } from 'node:os';
import { resolve } from 'node:path';
import { answerRun } from '../approval/answer-run';
import { noTerminal, notConfirmed } from '../approval/errors';
import type { Machine } from '../approval/step-functions';
import { type WaitingRun, waitingRuns } from '../approval/waiting-runs';
import { whyNotWaiting } from '../approval/why-not-waiting';
import type { Terminal } from '../terminal';
import { runInWords } from './approve-in-words';
import { askYes } from './ask-yes';

interface Flags {
  contract: string;
  list?: boolean;
  no?: boolean;
  by: string;
  yes?: boolean;
}

const EXAMPLES = `
Examples:
  $ parley approve --list
  $ parley approve june-2
  $ parley approve june-2 --no
  $ parley approve june-2 --yes --by "Mo Marketer" --json

Region and account are the contract's; credentials are found as the aws command finds them (AWS_PROFILE). They need the policy
parley-owner-approver of the owner's account, and no more. A rehearsal is approved by parley rehearse --approve.`;

/** `parley approve`: answers a deployed run that asks whether it may send. */
export function approveCommand(terminal: () => Terminal): Command {
  return new Command('approve')
    .description('say yes or no to a run on AWS that waits to send its campaigns')
    .argument('[run]', 'the run, as its mail names it')
    .option('--list', 'the runs that wait')
    .option('--no', 'decline: the run counts, sends nothing and reports')
    .option('--by <name>', 'who answers, as the receipt will say', userInfo().username)
    .option('--yes', 'answer without asking')
    .option('--contract <dir>', 'the contract that was deployed', 'stacks')
    .addHelpText('after', EXAMPLES)
    .action(async (runId: string | undefined, flags: Flags) => {
      const wanted = checked(runId, flags);
      const machine = machineOf(await loadContract(resolve(flags.contract)));
      await (wanted === undefined ? list(machine, terminal()) : answer(wanted, machine, flags, terminal()));
    });
}

/** The run to answer; undefined for a list. */
function checked(runId: string | undefined, { list, no, yes, by }: Flags): string | undefined {
  const problems = [
    ...(list === undefined && runId === undefined ? [{ message: 'nothing says which run', repair: 'name it, or see those that wait with --list' }] : []),
    ...(list && (runId !== undefined || no || yes) ? [{ message: '--list answers no run', repair: 'leave out the run, --no and --yes' }] : []),
    ...(by.trim() === '' || by.length > 200 ? [{ message: '--by names nobody', repair: 'write a name of at most 200 characters' }] : []),
  ];
  if (problems.length > 0) throw inputError('USAGE', problems);
  return runId;
}

/** Endpoints other than AWS's go by the SDK's own variable, AWS_ENDPOINT_URL_SFN. */
function machineOf({ terms, owner }: Contract): Machine {
  return { client: new SFNClient({ region: terms.region }), arn: `arn:aws:states:${terms.region}:${owner.account}:stateMachine:${MACHINE}` };
}

async function list(machine: Machine, { json, print, note, printJson, colour }: Terminal): Promise<void> {
  const runs: WaitingRun[] = [];
  for await (const run of waitingRuns(machine)) runs.push(run);
  if (json) return printJson({ waiting: runs.map(shown) });
  if (runs.length === 0) note('No run waits for an approval.');
  for (const run of runs) for (const line of runInWords(run, new Date(), colour)) print(line);
}

async function answer(runId: string, machine: Machine, { no, by, yes }: Flags, terminal: Terminal): Promise<void> {
  const found: WaitingRun[] = [];
  for await (const run of waitingRuns(machine)) if (run.runId === runId) found.push(run);
  const [waiting] = found;
  if (!waiting) throw await whyNotWaiting(machine, runId);
  for (const line of runInWords(waiting, new Date(), terminal.colour)) terminal.note(line);
  if (!yes) await confirm(runId, no === true);
  const at = new Date();
  for (const run of found) await answerRun(machine, run, { approve: !no, by, at }); // a run may wait in two executions: one answer is for both
  if (terminal.json) return terminal.printJson({ runId, approved: !no, by, at: at.toISOString(), wouldSend: waiting.wouldSend });
  terminal.note(no ? `Declined: ${runId} sends nothing.` : `Approved by ${by}: ${runId} sends now.`);
}

async function confirm(runId: string, no: boolean): Promise<void> {
  const said = await askYes(no ? 'Decline, so that nothing of it is sent? (yes) ' : 'Send? (yes) ');
  if (said === undefined) throw noTerminal();
  if (!said) throw notConfirmed(runId);
}

/** All but the token, which lets anybody answer. */
const shown = ({ token: _token, ...run }: WaitingRun) => run;
