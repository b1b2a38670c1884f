import { readFile } from 'node:fs/promises';
import { text as readStream } from 'node:stream/consumers';
import { type AnalysisRequest, judge } from '@parley/analysis-rules';
import { roomTables } from '@parley/clean-room';
import { type Contract, loadContract, nearName, type Party } from '@parley/contract';
import { inputError } from '@parley/errors';
import { Command } from 'commander';
import type { Terminal } from '../terminal';
import { verdictInWords } from './explain-verdict';

const EXAMPLES = `
Examples:
  $ parley explain --as owner --collaboration partner-sample --sql stacks/owner/analyses/visits-by-area.sql
  $ echo 'SELECT DISTINCT p.hashed_email FROM people p' | parley explain --as owner --collaboration partner-sample --sql -

The query is judged as if that party ran it and received the result. Nothing runs, and no data is read.
Exit codes: 0 allowed, 2 bad input, 3 denied.`;

interface Options {
  contract: string;
  as: string;
  collaboration?: string;
  sql: string;
}

/** `parley explain`: the verdict on a query under the rules of a contract, with reasons. */
export function explainCommand(terminal: () => Terminal): Command {
  return new Command('explain')
    .description('say whether the rules of a contract allow a query, and why not')
    .option('--contract <dir>', 'folder with owner/ and the partners', 'stacks')
    .requiredOption('--as <party>', 'the party that would run the query: owner, or a partner')
    .option('--collaboration <partner>', 'the partner of the collaboration; needed where there are several')
    .requiredOption('--sql <file>', 'the query; - reads it from stdin')
    .addHelpText('after', EXAMPLES)
    .action(async (options: Options) => {
      const request = requestFor(await loadContract(options.contract), options, await readSql(options.sql));
      const verdict = await judge(request);
      const { json, colour, print, printJson } = terminal();
      if (json) printJson(verdict);
      else for (const line of verdictInWords(request, verdict, colour)) print(line);
      // The verdict is the answer, not an error: it stands on stdout, and the exit code says it again.
      if (!verdict.allowed) process.exitCode = 3;
    });
}

function requestFor(contract: Contract, { as, collaboration }: Options, sql: string): AnalysisRequest {
  const parties = [contract.owner, ...contract.partners];
  const runner = named(parties, as, '--as');
  const partner = runner.role === 'partner' ? runner : theirPartner(contract, collaboration);
  if (collaboration !== undefined && collaboration !== partner.id) throw notIn(runner.id, collaboration, partner.id);
  return { sql, runner: runner.account, receivers: [runner.account], tables: roomTables(contract, partner.id) };
}

function theirPartner({ partners }: Contract, collaboration: string | undefined): Party {
  if (collaboration !== undefined) return named(partners, collaboration, '--collaboration');
  const [only, ...others] = partners;
  if (only && others.length === 0) return only;
  const names = partners.map(({ id }) => id).join(', ');
  throw inputError('COLLABORATION_NOT_CHOSEN', {
    message: 'The owner has a collaboration with each of several partners.',
    repair: `add --collaboration with one of: ${names}`,
  });
}

function named(parties: readonly Party[], name: string, option: string): Party {
  const party = parties.find(({ id }) => id === name);
  if (party) return party;
  const names = parties.map(({ id }) => id);
  const near = nearName(name, names);
  throw inputError('PARTY_UNKNOWN', {
    message: `${option}: the contract has no party "${name}".`,
    repair: near ? `did you mean ${near}?` : `write one of: ${names.join(', ')}`,
  });
}

const notIn = (runner: string, collaboration: string, own: string) =>
  inputError('COLLABORATION_NOT_THEIRS', {
    message: `${runner} is not in the collaboration with ${collaboration}.`,
    repair: `leave --collaboration out, or write ${own}`,
  });

async function readSql(file: string): Promise<string> {
  if (file === '-') return readStream(process.stdin);
  return readFile(file, 'utf8').catch((error: unknown) => {
    throw inputError('SQL_FILE_UNREADABLE', { file, message: 'the file cannot be read.', repair: 'check the path' }, { cause: error });
  });
}
