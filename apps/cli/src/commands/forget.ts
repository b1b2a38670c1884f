import { loadContract } from '@parley/contract';
import type { Wanted } from '@parley/erasure';
import { inputError } from '@parley/errors';
import { loadPlan } from '@parley/owner-plan';
import { Command } from 'commander';
import { resolve } from 'node:path';
import { forget, type ForgetReport } from '../rehearsal/forget';
import { withOutLock } from '../rehearsal/with-out-lock';
import type { Terminal } from '../terminal';

interface Flags {
  out: string;
  contract: string;
  id?: string;
  email?: string;
}

const EXAMPLES = `
Examples:
  $ parley forget --id C0000042
  $ parley forget --email ann.lee@example.com --out out --json

The person leaves features, scores, segments, contacts, outboxes, waiting messages and results, and a salted hash of id, address
and number keeps them out of the next run. The send ledger keeps its records under a pseudonym: without them a message could
be sent twice. Killed, the same command goes on.

In the owner's AWS account the function parley-owner-forget does the same, in buckets with their old versions and in tables:
  $ aws lambda invoke --function-name parley-owner-forget --cli-binary-format raw-in-base64-out \\
      --cli-read-timeout 0 --payload '{"id":"C0000042"}' answer.json
docs/pipeline-on-aws.md says what it reaches.`;

/** `parley forget`: takes a person out of a run, and keeps them out. */
export function forgetCommand(terminal: () => Terminal): Command {
  return new Command('forget')
    .description('take a person out of everything a run holds, and keep them out of the next')
    .option('--out <dir>', 'the folder of the run', 'out')
    .option('--contract <dir>', 'the contract of the run', 'stacks')
    .option('--id <customer>', "the customer's id")
    .option('--email <address>', 'every customer with this address')
    .addHelpText('after', EXAMPLES)
    .action(async (flags: Flags) => {
      const wanted = wantedOf(flags);
      const contract = await loadContract(resolve(flags.contract));
      const plan = await loadPlan(contract);
      const out = resolve(flags.out);
      const report = await withOutLock(out, () => forget(wanted, { out, contract, plan, now: new Date() }));
      if (terminal().json) terminal().printJson(report);
      else for (const line of inWords(report, terminal().colour)) terminal().print(line);
    });
}

function wantedOf({ id, email }: Flags): Wanted {
  if (id !== undefined && email === undefined) return { id };
  if (email !== undefined && id === undefined) return { email };
  throw inputError('USAGE', { message: 'a person is named by --id or by --email, and by one of them', repair: 'give one of the two' });
}

const VERBS = { rewritten: 'taken out of', removed: 'removed', pseudonymised: 'pseudonym in' } as const;

function inWords({ people, sharedIdentifiers, erased, notice }: ForgetReport, { bold, dim, yellow }: Terminal['colour']): string[] {
  return [
    bold(`Forgotten: ${people === 1 ? '1 person' : `${people} people`}, in ${erased.length} files. They are kept out of the next run.`),
    ...erased.map(({ file, what, records }) => `  ${VERBS[what].padEnd(12)} ${file}${what === 'removed' ? '' : `: ${records} ${records === 1 ? 'record' : 'records'}`}`),
    ...(sharedIdentifiers > 0 ? [yellow('An address or number is another customer\'s too; with that one it stays.')] : []),
    ...notice.map((line) => dim(line)),
  ];
}
