import { readFileSync } from 'node:fs';
import type { Problem } from '@parley/errors';
import { systemCode } from '@parley/files';
import { Command, Option } from 'commander';
import type { Account } from './accounts';
import { badAccount, badFlags, badPort, badUrl, missingData, noAccountsFile, unknownFlag } from './errors';

/** What the command line asks for. */
export interface ServeOptions {
  data: string;
  port: number;
  /** By access key. */
  accounts: ReadonlyMap<string, Account>;
  /** A folder; state is kept in memory alone where there is none. */
  state?: string;
  upstream?: URL;
  events?: URL;
  /** Glue's catalogue and S3 as the source of tables and the place of results; `data` then holds copies. */
  tables?: URL;
  json: boolean;
  queryProcess: string;
}

interface Flags {
  data?: string;
  port: string;
  account: string[];
  accounts?: string;
  state?: string;
  upstream?: string;
  events?: string;
  tables?: string;
  json?: true;
  queryProcess?: string;
}

const EXAMPLES = `
Tables lie in DIR/ACCOUNT/DATABASE/TABLE/: schema.json, and *.csv or *.parquet. Results go to DIR/s3/BUCKET/KEY.
A client signs as an account with the account's number as access key id, or with the key named for it.

Examples:
  $ parley serve --data ./data --account 111111111111:owner-secret --account 222222222222:partner-secret
  $ parley serve --data ./data --account 111111111111:AKIAOWNER000000EXAMPLE:owner-secret --state ./state --port 0
  $ AWS_ACCESS_KEY_ID=111111111111 AWS_SECRET_ACCESS_KEY=owner-secret aws cleanrooms list-collaborations \\
      --region eu-west-1 --endpoint-url http://127.0.0.1:4600`;

/**
 * Reads `parley serve`'s flags. `--help` prints and throws commander's own error.
 * @throws ParleyError USAGE with every wrong flag
 */
export function readOptions(argv: readonly string[]): ServeOptions {
  const command = serveCommand().parse(argv, { from: 'user' });
  const flags = command.opts<Flags>();
  const problems: Problem[] = command.args.map(unknownFlag);
  const options = {
    data: flags.data ?? '',
    port: readPort(flags.port, problems),
    accounts: readAccounts([...accountsOnFile(flags.accounts, problems), ...flags.account], problems),
    state: flags.state,
    upstream: readUrl('--upstream', flags.upstream, problems),
    events: readUrl('--events', flags.events, problems),
    tables: readUrl('--tables', flags.tables, problems),
    json: flags.json ?? false,
    queryProcess: flags.queryProcess ?? '',
  };
  if (!flags.data) problems.push(missingData());
  if (problems.length > 0) throw badFlags(problems);
  return options;
}

function serveCommand(): Command {
  return new Command('parley serve')
    .description('AWS Clean Rooms on this machine: the AWS SDK, the aws command, boto3 and Terraform talk to it as to AWS.')
    .option('--data <DIR>', 'the folder that tables lie in and results are written to')
    .option('--port <number>', 'port on 127.0.0.1; 0 takes any free one', '4600')
    .addOption(accountOption())
    .option('--accounts <FILE>', 'a file of such accounts, one a line: a process list does not show its secrets')
    .option('--state <DIR>', 'the folder that the state is kept in; in memory alone if absent')
    .option('--upstream <URL>', 'where requests for other services of AWS go, such as a moto server')
    .option('--events <URL>', "where the service's events are posted")
    .option('--tables <URL>', 'a server with Glue and S3, such as moto, that tables are read from and results written to; DIR then holds copies')
    .option('--json', 'print one JSON document on stdout when ready')
    .addOption(new Option('--query-process <FILE>', 'the script that a protected query runs in; the parley command gives it').hideHelp())
    .addHelpText('after', EXAMPLES)
    .allowUnknownOption()
    .allowExcessArguments()
    .exitOverride();
}

function accountOption(): Option {
  return new Option('--account <ID:SECRET>', 'an account and its secret, or ID:KEY:SECRET; may be given many times')
    .default([], 'none')
    .argParser((one: string, all: string[]) => [...all, one]);
}

function readPort(text: string, problems: Problem[]): number {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN;
  if (!(port <= 65_535)) problems.push(badPort());
  return port;
}

function readUrl(flag: string, text: string | undefined, problems: Problem[]): URL | undefined {
  if (text === undefined) return undefined;
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url && /^https?:$/.test(url.protocol)) return url;
  problems.push(badUrl(flag));
  return undefined;
}

function accountsOnFile(file: string | undefined, problems: Problem[]): string[] {
  if (file === undefined) return [];
  try {
    return readFileSync(file, 'utf8').split(/\r?\n/).filter((line) => line.trim() !== '');
  } catch (error) {
    problems.push(noAccountsFile(file, systemCode(error)));
    return [];
  }
}

function readAccounts(texts: readonly string[], problems: Problem[]): ReadonlyMap<string, Account> {
  const accounts = new Map<string, Account>();
  for (const [index, text] of texts.entries()) {
    const account = readAccount(text);
    if (typeof account === 'string') problems.push(badAccount(index + 1, account));
    else if (accounts.has(account.accessKey)) problems.push(badAccount(index + 1, 'its access key is given twice'));
    else accounts.set(account.accessKey, account);
  }
  return accounts;
}

function readAccount(text: string): Account | string {
  const [id = '', second = '', ...rest] = text.split(':');
  const named = rest.length > 0;
  const [accessKey, secret] = named ? [second, rest.join(':')] : [id, second];
  if (!/^\d{12}$/.test(id)) return 'the account is not twelve digits';
  if (!/^[\w+=.@-]{1,128}$/.test(accessKey)) return 'the access key has characters that no key has';
  return secret === '' ? 'the secret is missing' : { id, accessKey, secret };
}
