import { type Contract, inReadingOrder, loadContract } from '@parley/contract';
import { inputError, isParleyError } from '@parley/errors';
import { loadPlan, type Plan, planProblems } from '@parley/owner-plan';
import { Command } from 'commander';
import type { Terminal } from '../terminal';
import { analysisProblems } from './check-analyses';
import { summaryInWords, summaryOf } from './check-summary';

const EXAMPLES = `
Examples:
  $ parley check
  $ parley check --contract examples/online-shoppers
  $ parley check --contract stacks --json

Every problem is told with its file, line and column (from the contract's folder) and a repair. Exit code 2 if there is any.`;

/** `parley check`: all problems of a contract and its plan, or what the contract permits, in words. */
export function checkCommand(terminal: () => Terminal): Command {
  return new Command('check')
    .description('find all problems of a contract, or say what it permits')
    .option('--contract <dir>', 'folder with owner/ and the partners', 'stacks')
    .addHelpText('after', EXAMPLES)
    .action(async ({ contract: directory }: { contract: string }) => {
      const { contract, plan } = await loadAll(directory);
      const summary = summaryOf(contract, plan);
      if (terminal().json) return terminal().printJson(summary);
      for (const line of summaryInWords(summary, terminal().colour)) terminal().print(line);
    });
}

/** A contract and plan without a problem; else all problems at once. */
async function loadAll(directory: string): Promise<{ contract: Contract; plan: Plan }> {
  const { contract, plan } = await loadBoth(directory);
  const problems = await analysisProblems(contract, plan);
  if (problems.length > 0) throw inputError('CONTRACT_INVALID', inReadingOrder(problems));
  return { contract, plan };
}

/** The plan's own problems are told even where the contract can't be loaded: all at once, not one file at a time. */
async function loadBoth(directory: string): Promise<{ contract: Contract; plan: Plan }> {
  try {
    const contract = await loadContract(directory);
    return { contract, plan: await loadPlan(contract) };
  } catch (error) {
    if (!isParleyError(error) || error.code !== 'CONTRACT_INVALID' || !error.problems.some(({ file }) => file)) throw error;
    throw inputError(error.code, inReadingOrder([...error.problems, ...(await planProblems(directory))]), { cause: error });
  }
}
