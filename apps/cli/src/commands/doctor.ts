import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type Contract, loadContract } from '@parley/contract';
import { look, type MachineFact, machineFacts, type ToolFound } from '@parley/machine';
import { Command } from 'commander';
import type { Installation } from '../installation';
import type { Terminal } from '../terminal';

const EXAMPLES = `
Examples:
  $ parley doctor
  $ parley doctor --account --contract stacks
  $ parley doctor --json

Exit code 2 if something lacks without which Parley does not run; what only some commands need is told and no failure.`;

interface Account {
  /** The account AWS says these credentials belong to; null where it did not say. */
  account: string | null;
  /** Which parties of the contract live there. */
  parties: string[];
  detail: string;
}

/** `parley doctor`: what this machine, and with `--account` these AWS credentials, have and lack, and how to get it. */
export function doctorCommand(terminal: () => Terminal, { home }: Installation): Command {
  return new Command('doctor')
    .description('what this machine and account have and lack, and how to get it')
    .option('--account', 'ask AWS whose credentials these are, and which party of the contract that is')
    .option('--contract <dir>', 'folder with owner/ and the partners', 'stacks')
    .addHelpText('after', EXAMPLES)
    .action(async (options: { account?: true; contract: string }) => {
      const facts = await machineFacts(home, process.cwd());
      const tools = look(home);
      const account = options.account ? whoAmI(await contractIn(options.contract)) : undefined;
      const good = facts.every((fact) => fact.good) && (account === undefined || account.account !== null);
      if (!good) process.exitCode = 2;
      if (terminal().json) return terminal().printJson({ good, machine: facts, tools, ...(account && { account }) });
      for (const line of inWords(facts, tools, account, terminal().colour)) terminal().print(line);
    });
}

async function contractIn(folder: string): Promise<Contract | undefined> {
  return existsSync(join(folder, 'owner')) ? loadContract(folder) : undefined;
}

/** Asks AWS itself: what a file of credentials claims to be is no proof. */
function whoAmI(contract: Contract | undefined): Account {
  const { status, stdout, stderr, error } = spawnSync('aws', ['sts', 'get-caller-identity', '--output', 'json'], { encoding: 'utf8', timeout: 30_000 });
  if (error || status !== 0) return { account: null, parties: [], detail: error?.message ?? stderr.trim() };
  const { Account: account, Arn: detail } = JSON.parse(stdout) as { Account: string; Arn: string };
  const parties = contract ? [contract.owner, ...contract.partners] : [];
  return { account, parties: parties.filter((party) => party.account === account).map(({ name }) => name), detail };
}

function inWords(facts: MachineFact[], tools: ToolFound[], account: Account | undefined, colour: Terminal['colour']): string[] {
  const row = (good: boolean, name: string, text: string) => `  ${good ? colour.green('has  ') : colour.yellow('lacks')} ${name.padEnd(13)} ${text}`;
  return [
    colour.bold('This machine'),
    ...facts.map(({ good, name, found, get }) => row(good, name, good ? found : `${found}: ${get}`)),
    '',
    colour.bold('Programs that some commands and tests use'),
    ...tools.map(({ name, purpose, found, get }) => row(found !== null, name, found ?? `for ${purpose}: ${get}`)),
    '',
    colour.bold('AWS account'),
    ...(account ? [accountLine(account, row)] : ['  not asked (--account asks AWS whose credentials these are; a rehearsal needs none)']),
  ];
}

function accountLine({ account, parties, detail }: Account, row: (good: boolean, name: string, text: string) => string): string {
  if (account === null) return row(false, 'credentials', `AWS did not say who you are: ${detail}`);
  return row(true, account, `${detail}; ${parties.length > 0 ? `the account of ${parties.join(', ')}` : 'no party of this contract'}`);
}
