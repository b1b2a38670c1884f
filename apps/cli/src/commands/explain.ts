import { readFile } from 'node:fs/promises';
import { text as readStream } from 'node:stream/consumers';
import { type AnalysisRequest, judge, type TemplateRequest, type Verdict } from '@parley/analysis-rules';
import { openAttacks } from '@parley/attack-pack';
import { loadContract } from '@parley/contract';
import { Command } from 'commander';
import type { Terminal } from '../terminal';
import { optionNeedsTemplate, queryNotChosen, sqlFileUnreadable } from './explain-errors';
import { type Asker, explainRequest, type TemplateOptions } from './explain-request';
import type { Explanation } from './explanation';
import { verdictInWords } from './explain-verdict';

const EXAMPLES = `
Examples:
  $ parley explain --as owner --collaboration partner-sample --sql stacks/owner/analyses/visits-by-area.sql
  $ echo 'SELECT DISTINCT p.hashed_email FROM people p' | parley explain --as owner --collaboration partner-sample --sql -
  $ parley explain --as owner --template reach.sql --param area=north --param since:DATE=2026-10-01

The query is judged as if that party ran it and received the result. Nothing runs, and no data is read. Of an allowed
query it also says which attacks the rules of the tables it reads do not stop.
Exit codes: 0 allowed, 2 bad input, 3 denied.`;

interface Options extends Asker, TemplateOptions {
  contract: string;
  sql?: string;
  template?: string;
}

/** `parley explain`: the verdict on a query under the rules of a contract, with reasons. */
export function explainCommand(terminal: () => Terminal): Command {
  return new Command('explain')
    .description('say whether the rules of a contract allow a query, and why not')
    .option('--contract <dir>', 'folder with owner/ and the partners', 'stacks')
    .requiredOption('--as <party>', 'the party that would run the query: owner, or a partner')
    .option('--collaboration <partner>', 'the partner of the collaboration; needed where there are several')
    .option('--sql <file>', 'the query; - reads it from stdin')
    .option('--template <file>', "an analysis template's text instead; - reads it from stdin")
    .option('--param <name=value>', 'a value of the template; name:TYPE=value where it is no VARCHAR', (value, before: string[] = []) => [...before, value])
    .option('--author <party>', 'who wrote the template; unless told, the party that runs it')
    .option('--arn <arn>', "the template's ARN, where a rule allows templates by name")
    .addHelpText('after', EXAMPLES)
    .action(async (options: Options) => {
      const request = explainRequest(await loadContract(options.contract), options, ...(await textAndTemplate(options)));
      const explanation = explain(request, await judge(request));
      const { json, colour, print, printJson } = terminal();
      if (json) printJson(explanation);
      else for (const line of verdictInWords(request, explanation, colour)) print(line);
      // The verdict is the answer, not an error: it stands on stdout, and the exit code says it again.
      if (!explanation.allowed) process.exitCode = 3;
    });
}

/** The runner's own tables are the runner's own risk. */
function explain({ tables, runner }: AnalysisRequest | TemplateRequest, verdict: Verdict): Explanation {
  if (!verdict.allowed) return verdict;
  const others = tables.filter(({ name, owner }) => owner !== runner && verdict.reads.some(({ table }) => table === name));
  return { ...verdict, openAttacks: openAttacks(others) };
}

async function textAndTemplate({ sql, template, param, author, arn }: Options): Promise<[text: string, template?: TemplateOptions]> {
  const file = template ?? sql;
  if (file === undefined || (template !== undefined && sql !== undefined)) throw queryNotChosen();
  if (template !== undefined) return [await readText(file), { param, author, arn }];
  const stray = [param !== undefined && '--param', author !== undefined && '--author', arn !== undefined && '--arn'].find((option) => option !== false);
  if (stray) throw optionNeedsTemplate(stray);
  return [await readText(file)];
}

async function readText(file: string): Promise<string> {
  if (file === '-') return readStream(process.stdin);
  return readFile(file, 'utf8').catch((error: unknown) => {
    throw sqlFileUnreadable(file, error);
  });
}
