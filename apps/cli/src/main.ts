import { formatProblem, isParleyError } from '@parley/errors';
import { Command, CommanderError } from 'commander';
import { activateCommand } from './commands/activate';
import { approveCommand } from './commands/approve';
import { attackCommand } from './commands/attack';
import { auditCommand } from './commands/audit';
import { checkCommand } from './commands/check';
import { costCommand } from './commands/cost';
import { doctorCommand } from './commands/doctor';
import { explainCommand } from './commands/explain';
import { feedbackCommand } from './commands/feedback';
import { forgetCommand } from './commands/forget';
import { modelCommand } from './commands/model';
import { normalizeCommand } from './commands/normalize';
import { partnerCommand } from './commands/partner';
import { previewCommand } from './commands/preview';
import { rehearseCommand } from './commands/rehearse';
import { reportCommand } from './commands/report';
import { rulesCommand } from './commands/rules';
import { serveCommand } from './commands/serve';
import type { Installation } from './installation';
import { createTerminal, type Terminal } from './terminal';

/** Runs one command line and gives its exit code: 0 done, 1 a fault of ours, 2 bad input or usage, 3 refused. */
export async function main(argv: readonly string[], installation: Installation): Promise<number> {
  const terminal = createTerminal(argv.includes('--json'));
  process.stdout.on('error', endWithReader);
  try {
    await program(terminal, installation).parseAsync(argv, { from: 'user' });
    return Number(process.exitCode ?? 0);
  } catch (error) {
    return report(error, terminal);
  }
}

function program(terminal: Terminal, installation: Installation): Command {
  const speak = () => terminal;
  const parley = new Command('parley')
    .description('Predictive segmentation with partner data in a clean room, rehearsed on one machine.')
    .option('--json', 'print one JSON document on stdout')
    .addHelpText('after', EXAMPLES)
    .showHelpAfterError('(parley --help lists the commands)');
  parley.addCommand(rehearseCommand(speak, installation));
  parley.addCommand(activateCommand(speak));
  parley.addCommand(approveCommand(speak));
  parley.addCommand(previewCommand(speak));
  parley.addCommand(checkCommand(speak));
  parley.addCommand(costCommand(speak));
  parley.addCommand(doctorCommand(speak, installation));
  parley.addCommand(explainCommand(speak));
  parley.addCommand(attackCommand(speak));
  parley.addCommand(auditCommand(speak));
  parley.addCommand(reportCommand(speak));
  parley.addCommand(rulesCommand(speak));
  parley.addCommand(feedbackCommand(speak));
  parley.addCommand(forgetCommand(speak));
  parley.addCommand(serveCommand(speak, installation));
  parley.addCommand(partnerCommand(speak, installation));
  parley.addCommand(normalizeCommand(speak));
  parley.addCommand(modelCommand(speak));
  prepare(parley);
  return parley;
}

const EXAMPLES = `
Examples:
  $ parley rehearse --approve
  $ parley check --contract examples/online-shoppers
  $ parley explain --contract stacks --as owner --sql query.sql

Exit codes: 0 done, 1 a fault of ours, 2 bad input or usage, 3 refused by a rule or a gate.`;

/** Every command throws instead of exiting, and takes --json. */
function prepare(command: Command): void {
  command.exitOverride();
  for (const child of command.commands) {
    if (!child.options.some((option) => option.long === '--json')) child.option('--json', 'print one JSON document on stdout');
    prepare(child);
  }
}

/** A reader such as `head` that has seen enough closes the pipe: that is no fault. */
function endWithReader(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE') throw error;
  process.exit(0);
}

function report(error: unknown, terminal: Terminal): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2; // commander has printed it
  if (isParleyError(error)) {
    const head = { input: 'This needs mending', refused: 'Refused', fault: 'A fault' }[error.kind];
    terminal.note(terminal.colour.red(`${head} (${error.code})`));
    for (const problem of error.problems) terminal.note(formatProblem(problem));
    if (terminal.json) terminal.printJson({ error: { kind: error.kind, code: error.code, problems: error.problems } });
    return error.exitCode;
  }
  terminal.note(`A fault of ours; please report it:\n${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
  if (terminal.json) terminal.printJson({ error: { kind: 'fault', code: 'UNEXPECTED', problems: [] } });
  return 1;
}
