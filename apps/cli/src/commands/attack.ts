import { type AttackOptions, runAttacks } from '@parley/attack-pack';
import { loadContract } from '@parley/contract';
import { Command } from 'commander';
import type { Terminal } from '../terminal';
import { attacksInWords } from './attack-report';

const EXAMPLES = `
Examples:
  $ parley attack
  $ parley attack --contract stacks
  $ parley attack --contract examples/online-shoppers --json

Without --contract, the attacks are carried out on built-in tables and their data. With it, those that your tables can
meet are judged by your own rules; nothing runs, and no data is read.
Exit codes: 0 nothing got through, 2 bad input, 3 an attack got through.`;

/** `parley attack`: the attack pack against the built-in tables or a user's own rules. `judge` is replaced in tests only. */
export function attackCommand(terminal: () => Terminal, judge?: AttackOptions['judge']): Command {
  return new Command('attack')
    .description('attack the clean room, and say what it withstands')
    .option('--contract <dir>', 'folder with owner/ and the partners, whose rules are attacked')
    .addHelpText('after', EXAMPLES)
    .action(async ({ contract: directory }: { contract?: string }) => {
      const { json, colour, print, printJson, progress } = terminal();
      const contract = directory === undefined ? undefined : await loadContract(directory);
      const bar = progress('attacks', 1);
      const report = await runAttacks({ contract, judge, onProgress: (done, total, id) => bar.step(done / total, id) }).finally(() => bar.done());
      if (json) printJson(report);
      else for (const line of attacksInWords(report, colour)) print(line);
      // The table is the answer, not an error: it stands on stdout, and the exit code says it again.
      if (report.totals['not withstood'] > 0) process.exitCode = 3;
    });
}
