import { loadContract } from '@parley/contract';
import { loadPlan } from '@parley/owner-plan';
import { Command } from 'commander';
import { resolve } from 'node:path';
import { sendTest } from '../rehearsal/send-test';
import { withOutLock } from '../rehearsal/with-out-lock';
import type { Terminal } from '../terminal';

interface Flags {
  campaign: string;
  to?: string;
  contract: string;
  out: string;
}

const EXAMPLES = `
Examples:
  $ parley activate send-to-me --campaign new-arrivals --to you@example.com
  $ parley activate send-to-me --campaign stock-alert --to +447700900123
  $ parley activate send-to-me --campaign welcome-banner --json

The message is marked as a test, and every field of a person shows as its own name in brackets. It is written to a file, and
leaves this machine no more than a rehearsal's do: open the .eml in a mail program. It counts as no send: no ledger, cap or
receipt knows of it. While the stop switch is on (the file STOP, or STOP-<campaign>, in --out) nothing is written.`;

/** `parley activate send-to-me`: a campaign's message, to whoever makes it. */
export function sendToMeCommand(terminal: () => Terminal): Command {
  return new Command('send-to-me')
    .description("Write a campaign's message to yourself into a local outbox, with no data of any person.")
    .requiredOption('--campaign <name>', 'the campaign, as owner/plan.yaml names it')
    .option('--to <address>', 'your address, number or device token, as the channel has it')
    .option('--contract <dir>', 'the contract', 'stacks')
    .option('--out <dir>', 'where the outbox is', 'out')
    .addHelpText('after', EXAMPLES)
    .action(async ({ campaign, to, contract: folder, out }: Flags) => {
      const contract = await loadContract(resolve(folder));
      const plan = await loadPlan(contract);
      const options = { contract, plan, campaign, out: resolve(out), ...(to === undefined ? {} : { to }) };
      const sent = await withOutLock(options.out, () => sendTest(options));
      if (terminal().json) terminal().printJson(sent);
      else terminal().note(`${sent.campaign} (${sent.channel}), as a test: ${sent.file}`);
    });
}
