import { type Contract, loadContract } from '@parley/contract';
import { inputError } from '@parley/errors';
import { loadPlan, type Plan } from '@parley/owner-plan';
import { type RunCost, runCost, type RunSize, RATES } from '@parley/run-cost';
import { Command } from 'commander';
import type { Terminal } from '../terminal';

const EXAMPLES = `
Examples:
  $ parley cost --rows 200000
  $ parley cost --rows 200000 --query-seconds 90
  $ parley cost --rows 5000000 --contract examples/online-shoppers --json

Prices come from one dated file; the source and its day are printed with them. No account is asked.`;

interface Options {
  rows: string;
  contract: string;
  querySeconds?: string;
  crpu?: string;
}

/** `parley cost`: what one run of the contract costs on AWS, before it runs. */
export function costCommand(terminal: () => Terminal): Command {
  return new Command('cost')
    .description("a run's price on AWS before it runs")
    .requiredOption('--rows <n>', 'customers the owner scores')
    .option('--query-seconds <n>', 'how long a query took when it last ran (default: what AWS bills at least)')
    .option('--crpu <n>', `capacity units a query runs with (default: ${RATES.rates.cleanRoomsSql.defaultCrpu}, AWS's own)`)
    .option('--contract <dir>', 'folder with owner/ and the partners', 'stacks')
    .addHelpText('after', EXAMPLES)
    .action(async (options: Options) => {
      const { rows, ...numbers } = readNumbers(options);
      const contract = await loadContract(options.contract);
      const cost = runCost({ ...sizeOf(contract, await loadPlan(contract), rows), ...numbers });
      if (terminal().json) return terminal().printJson({ rows, ...cost, rates: RATES });
      for (const line of inWords(contract, rows, cost, terminal().colour)) terminal().print(line);
    });
}

function readNumbers({ rows, querySeconds, crpu }: Options): { rows: number; querySeconds?: number; crpu?: number } {
  const given = Object.entries({ '--rows': rows, '--query-seconds': querySeconds, '--crpu': crpu });
  const wrong = given.filter(([, text]) => text !== undefined && !/^[1-9]\d{0,11}$/.test(text));
  if (wrong.length > 0) {
    throw inputError(
      'OPTION_INVALID',
      wrong.map(([option, text]) => ({ message: `${option} ${text} is not a count`, repair: `write a whole number from 1, such as ${option} 100` })),
    );
  }
  return { rows: Number(rows), ...(querySeconds && { querySeconds: Number(querySeconds) }), ...(crpu && { crpu: Number(crpu) }) };
}

/** What the contract and plan make a run do. E-mails at most: each campaign's whole segment, under the volume limit. */
function sizeOf({ terms, collaborations }: Contract, { segments, campaigns, holdout, approval }: Plan, rows: number): RunSize {
  const shares = new Map(segments.map((segment) => [segment.name, largestShare(segment)]));
  const emails = campaigns
    .filter(({ channel }) => channel === 'email')
    .filter(({ channel }) => channel === 'email')
    .reduce((sum, { segment }) => sum + Math.ceil(rows * (shares.get(segment) ?? 1) * (1 - holdout.share)), 0);
  return {
    queries: Object.fromEntries(collaborations.map(({ partner, analyses }) => [partner, analyses.length])),
    payer: terms.payer,
    emails: Math.min(emails, approval.volumeLimit ?? emails),
  };
}

function largestShare(segment: Plan['segments'][number]): number {
  if (segment.kind === 'top-share') return segment.share;
  return segment.kind === 'decile' ? segment.deciles.length / 10 : 1; // how many pass a threshold is known after scoring
}

function inWords({ name, terms }: Contract, rows: number, cost: RunCost, colour: Terminal['colour']): string[] {
  const { cleanRoomsSql, email } = RATES.rates;
  const money = (amount: number) => `${amount.toFixed(amount < 0.01 ? 4 : 2)} ${cost.currency}`;
  return [
    `${colour.bold(`One run of ${name}`)} with ${rows.toLocaleString('en')} customers: about ${colour.bold(money(cost.total))}`,
    '',
    ...cost.lines.map(({ what, quantity, each, cost: sum, payer }) => `  ${what.padEnd(42)} ${quantity.toLocaleString('en').padStart(9)} × ${money(each)} = ${money(sum)}, paid by the ${payer}`),
    '',
    `Queries are billed by the second above ${cleanRoomsSql.minimumSeconds} s: each further minute of one costs ${money(cost.anotherMinute)}.`,
    ...(terms.region === RATES.region ? [] : [`These are rates of ${RATES.region}; ${terms.region} may differ.`]),
    `Not priced: ${RATES.unpriced.join('; ')}.`,
    '',
    colour.bold('Where the rates come from'),
    ...[cleanRoomsSql, email].map(({ value, unit, asOf, source, doubt }) => `  ${value} ${cost.currency} a ${unit}, ${asOf}: ${source}. Doubt: ${doubt}.`),
  ];
}
