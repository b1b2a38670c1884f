import { Command, InvalidArgumentError, Option } from 'commander';
import { compare } from './compare';
import { generateCase } from './generate-case';
import type { RuleType } from './generate/generate-scenario';
import { printSql } from './print-sql';
import { shrink } from './shrink';
import { Tally } from './tally';

interface Options {
  queries: number;
  seed: number;
  from: number;
  show: number;
  rule?: RuleType;
}

const SHOW_PROGRESS_EVERY = 5_000;

const options = new Command('second-judge')
  .description('random queries put to the rule engine and to an independent oracle')
  .option('--queries <n>', 'queries to put', wholeNumber, 10_000)
  .option('--seed <n>', 'same seed, same cases', wholeNumber, 1)
  .option('--from <n>', 'number of the first case', wholeNumber, 0)
  .option('--show <n>', 'disagreements to shrink and print, the first of each kind', wholeNumber, 10)
  .addOption(new Option('--rule <type>', 'one rule type only').choices(['AGGREGATION', 'LIST', 'CUSTOM']))
  .parse()
  .opts<Options>();

void main();

/** Ends with 1 if the two judges disagreed on any query. */
async function main(): Promise<void> {
  const tally = new Tally();
  const shown = new Map<string, number>();
  let disagreements = 0;
  for (let index = options.from; index < options.from + options.queries; index++) {
    const { asked, mutation } = generateCase(options.seed, index, options.rule);
    const comparison = await compare(asked);
    tally.add(comparison, mutation);
    if (comparison.disagreement) {
      disagreements++;
      // One of each kind tells more than ten alike.
      const kind = [comparison.disagreement, ...comparison.clauses, ...comparison.codes].join(' | ');
      shown.set(kind, (shown.get(kind) ?? 0) + 1);
      if (shown.get(kind) === 1 && shown.size <= options.show) {
        const smallest = await shrink(asked, comparison.disagreement);
        const { executableSql, released } = await compare(smallest);
        const report = { case: index, mutation, kind, sql: printSql(smallest.query), executableSql, released, smallest };
        process.stdout.write(`${JSON.stringify(report)}\n`);
      }
    }
    if (tally.queries % SHOW_PROGRESS_EVERY === 0) process.stderr.write(`${tally.queries} put\n`);
  }
  process.stdout.write(`${tally.toString()}\n\n${disagreements} disagreements\n`);
  for (const [kind, count] of shown) process.stdout.write(`- ${count}: ${kind}\n`);
  if (disagreements > 0) process.exitCode = 1;
}

function wholeNumber(text: string): number {
  if (!/^\d+$/.test(text)) throw new InvalidArgumentError('A whole number.');
  return Number(text);
}
