import { refusal } from '@parley/errors';
import { Command, InvalidArgumentError } from 'commander';
import { join, resolve } from 'node:path';
import type { Installation } from '../installation';
import { openInBrowser } from '../rehearsal/open-in-browser';
import { printPartnerSummary } from '../rehearsal/partner-summary';
import { rehearse } from '../rehearsal/rehearse';
import { rehearseAsPartner } from '../rehearsal/rehearse-as-partner';
import { checkSide } from '../rehearsal/side';
import { printSummary } from '../rehearsal/summary';
import { withOutLock } from '../rehearsal/with-out-lock';
import type { Terminal } from '../terminal';

interface Flags {
  contract: string;
  data?: string;
  rows?: number;
  seed: number;
  out: string;
  as: string;
  partner?: string;
  approve?: boolean;
  open?: boolean;
  sendAt?: Date;
}

/** `parley rehearse`: the whole collaboration, end to end, on this machine. */
export function rehearseCommand(terminal: () => Terminal, installation: Installation): Command {
  return new Command('rehearse')
    .description('Rehearse a whole collaboration on this machine: clean, match, query, train, judge, build segments, send to a local outbox.')
    .option('--contract <dir>', 'the contract', 'stacks')
    .option('--data <dir>', 'folder with the source files that the contract names; without it, people are made up')
    .option('--rows <n>', 'customers to make up (default: 20000; as partner: as many as the file has people, from 500 to 20000)', wholeNumber)
    .option('--seed <n>', 'same seed, same run', wholeNumber, 1)
    .option('--out <dir>', 'where report, scores, segments and outbox go', 'out')
    .option('--as <side>', "owner; or partner: a partner's own files, from --data, against a made-up owner", 'owner')
    .option('--partner <name>', "with --as partner: the partner's folder in the contract (default: the only one)")
    .option('--approve', 'approve the campaigns: write their messages to the local outbox (nothing is sent anywhere)')
    .option('--open', 'open the report in a browser, where there is a desktop')
    .option('--send-at <time>', 'the moment the rehearsal pretends to send at, ISO 8601 (default: today at 17:00 UTC)', moment)
    .addHelpText('after', EXAMPLES)
    .action(async (flags: Flags) => {
      const side = checkSide(flags);
      const run = () => (side.as === 'partner' ? asPartner({ ...flags, data: side.data }, installation, terminal()) : asOwner(flags, installation, terminal()));
      await withOutLock(resolve(flags.out), run);
    });
}

async function asOwner(flags: Flags, installation: Installation, terminal: Terminal): Promise<void> {
  const isDefaultContract = resolve(flags.contract) === join(installation.home, 'stacks');
  const data = flags.data === undefined ? {} : { data: resolve(flags.data) };
  const report = await rehearse({ ...shared(flags), ...data, isDefaultContract, approve: flags.approve ?? false }, installation, terminal);
  if (terminal.json) terminal.printJson(report);
  else printSummary(report, flags.out, terminal);
  if (flags.open) openInBrowser(resolve(flags.out, 'report.html'));
  if (!report.model.gate.passed) throw gateFailed(report.model.gate.reasons, flags.out);
}

/** The gate judges made-up people here, so what it says is no error. */
async function asPartner(flags: Flags & { data: string }, installation: Installation, terminal: Terminal): Promise<void> {
  const partner = flags.partner === undefined ? {} : { partner: flags.partner };
  const rehearsal = await rehearseAsPartner({ ...shared(flags), ...partner, data: resolve(flags.data) }, installation, terminal);
  const { report, identities, shared: known, quarantine, warnings } = rehearsal;
  if (terminal.json) terminal.printJson({ ...report, asPartner: { partner: rehearsal.partner.id, ...identities, knownCustomers: known, quarantine, warnings } });
  else printPartnerSummary(rehearsal, flags.out, terminal);
  if (flags.open) openInBrowser(resolve(flags.out, 'report.html'));
}

function shared(flags: Flags): { contract: string; rows?: number; seed: number; out: string; now: Date } {
  const rows = flags.rows === undefined ? {} : { rows: flags.rows };
  return { contract: resolve(flags.contract), ...rows, seed: flags.seed, out: resolve(flags.out), now: flags.sendAt ?? todayAt17() };
}

const EXAMPLES = `
Examples:
  $ parley rehearse --approve
  $ parley rehearse --rows 5000 --seed 7 --out trial
  $ parley rehearse --contract examples/online-shoppers --data ../shared/data/online-shoppers --approve
  $ parley rehearse --contract examples/online-shoppers --as partner --data my-files

A run that was stopped or killed goes on where it was: give the same command again.
Without --approve the run ends at "audience ready". A gate that fails ends in exit code 3, with the report.

As partner, nobody need bring two parties' real rows together: seven in ten made-up customers carry identifiers of people
in the partner's file, and the owner's files are deleted when the run ends. It shows how well the file is matched, what
the rules do and what leaves the partner's account; what the model gains means nothing there, and nothing is sent.`;

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

const gateFailed = (reasons: readonly string[], out: string) =>
  refusal('GATE_FAILED', [
    ...reasons.map((message) => ({ message })),
    { message: 'The gate failed: nothing was scored, built or sent.', repair: `Read ${join(out, 'report.html')}, then the limits under evaluation.gate in owner/plan.yaml.` },
  ]);
