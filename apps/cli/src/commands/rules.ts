import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative, resolve } from 'node:path';
import { promisify } from 'node:util';
import { type Contract, loadContract } from '@parley/contract';
import { inputError } from '@parley/errors';
import { diffRules, type RuleChange } from '@parley/rules-diff';
import { Command } from 'commander';
import type { Terminal } from '../terminal';

const run = promisify(execFile);

const EXAMPLES = `
Examples:
  $ parley rules diff                          what the working copy changes against the last commit
  $ parley rules diff --git main               against another branch or commit
  $ parley rules diff --against ../applied     against another folder, such as a copy of what was applied
  $ parley rules diff --fail-on-loosening      exit 3 if anyone may learn more than before (for CI)`;

interface Options {
  contract: string;
  against?: string;
  git: string;
  failOnLoosening?: true;
}

/** `parley rules`: what rules mean for the people in the tables. */
export function rulesCommand(terminal: () => Terminal): Command {
  const rules = new Command('rules').description('what a changed rule lets whom learn');
  rules
    .command('diff')
    .description('tell in plain words what changed rules let whom learn')
    .option('--contract <dir>', 'folder with owner/ and the partners', 'stacks')
    .option('--against <dir>', 'the contract to compare with')
    .option('--git <ref>', 'the commit to compare with, unless --against is given', 'HEAD')
    .option('--fail-on-loosening', 'exit code 3 if a change lets anyone learn more')
    .addHelpText('after', EXAMPLES)
    .action(async ({ contract, against, git, failOnLoosening }: Options) => {
      const after = await loadContract(contract);
      const before = against ? await loadContract(against) : await contractAt(git, contract);
      const changes = diffRules(partiesOf(before), partiesOf(after));
      const loosening = changes.filter(({ effect }) => effect === 'loosens').length;
      if (failOnLoosening && loosening > 0) process.exitCode = 3;
      if (terminal().json) return terminal().printJson({ against: against ?? git, loosening, changes });
      for (const line of inWords(changes, against ?? git, terminal().colour)) terminal().print(line);
    });
  return rules;
}

const partiesOf = ({ owner, partners }: Contract) => [owner, ...partners];

/** The contract as a commit holds it. Reads git's objects alone: the working copy stays as it is. */
async function contractAt(ref: string, folder: string): Promise<Contract> {
  const scratch = await mkdtemp(join(tmpdir(), 'parley-rules-'));
  try {
    const { stdout } = await run('git', ['-C', folder, 'rev-parse', '--show-toplevel']);
    const home = stdout.trim();
    const inside = relative(home, resolve(folder)) || '.';
    const tar = join(scratch, 'contract.tar');
    await run('git', ['-C', home, 'archive', '--format=tar', `--output=${tar}`, ref, '--', inside]);
    await mkdir(join(scratch, 'at'));
    await run('tar', ['-xf', tar, '-C', join(scratch, 'at')]);
    return await loadContract(join(scratch, 'at', inside));
  } catch (error) {
    const stderr = (error as { stderr?: string }).stderr;
    if (stderr === undefined) throw error; // not git's: the old contract's own problems
    const message = `git has no ${folder} at ${ref}: ${stderr.trim()}`;
    throw inputError('CONTRACT_NOT_IN_GIT', [{ message, repair: 'name a commit that holds it (--git), or a folder (--against)' }], { cause: error });
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

function inWords(changes: RuleChange[], against: string, colour: Terminal['colour']): string[] {
  if (changes.length === 0) return [`No rule differs from ${against}: nobody may learn more, or less, than before.`];
  const line = ({ party, table, field, words }: RuleChange) => `  ${party}/${table}: ${words} ${colour.dim(`(${field})`)}`;
  const group = (effect: RuleChange['effect'], title: string) => {
    const lines = changes.filter((change) => change.effect === effect).map(line);
    return lines.length > 0 ? [title, ...lines, ''] : [];
  };
  return [
    ...group('loosens', colour.yellow('Lets whoever queries learn more')),
    ...group('tightens', colour.green('Lets whoever queries learn less')),
    `Against ${against}. Rows and models already delivered stay delivered, whatever a rule says now.`,
  ];
}
