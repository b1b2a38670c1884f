import { loadContract } from '@parley/contract';
import { Command } from 'commander';
import type { Terminal } from '../terminal';
import { namedParty, partiesOf } from './choose-party';
import { warningsInWords } from './warnings-in-words';
import { warningsReport } from './warnings-report';

const EXAMPLES = `
Examples:
  $ parley audit warnings --as partner-sample
  $ parley audit warnings --as 444455556666 --file with-shop/audit.jsonl --file with-bank/audit.jsonl

Looks at what others asked of that party's tables for the signs of attacks by many queries, each of which the rules allow:
results that tell of a few people when they are taken from each other, limits that close in on a value, and the like.
A warning is a reason to ask, not a proof. It is for the owner of the tables alone: no runner is told of one about itself.
Several files are looked at together: parties that pool their results show only so.
Exit codes: 0 no warning, 2 bad input, 3 warnings, or an audit that was tampered with.`;

/** `parley audit warnings`: the signs of attacks by many queries, for the owner of the tables. */
export function auditWarningsCommand(terminal: () => Terminal): Command {
  return new Command('warnings')
    .description('warn the owner of tables of queries that look like an attack together')
    .requiredOption('--as <party>', 'whose tables: owner, a partner, or a 12-digit account')
    .option('--contract <dir>', 'folder with owner/ and the partners, where --as is a name', 'stacks')
    .option('--file <file>', 'the audit of a run; may be given several times (default: out/audit.jsonl)', (value, before: string[] = []) => [...before, value])
    .addHelpText('after', EXAMPLES)
    .action(async ({ as, contract, file = ['out/audit.jsonl'] }: { as: string; contract: string; file?: string[] }) => {
      const { json, colour, print, printJson } = terminal();
      const report = await warningsReport(await accountOf(as, contract), file);
      if (json) printJson(report);
      else for (const line of warningsInWords(report, colour)) print(line);
      // The warnings are the answer, not an error: they stand on stdout, and the exit code says it again.
      if (report.warnings.length > 0 || report.files.some(({ intact }) => !intact)) process.exitCode = 3;
    });
}

async function accountOf(as: string, directory: string): Promise<string> {
  return /^\d{12}$/.test(as) ? as : namedParty(partiesOf(await loadContract(directory)), as, '--as').account;
}
