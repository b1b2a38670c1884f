import type { AttackReport, AttackResult, Outcome } from '@parley/attack-pack';
import type { Terminal } from '../terminal';
import { wrapped } from './wrapped';

type Colour = Terminal['colour'];

const INDENT = ' '.repeat(4);
const OUTCOMES: readonly Outcome[] = ['withstood', 'not withstood', 'detected', 'documented', 'not applicable'];

const MEANS: Readonly<Record<Outcome, string>> = {
  withstood: 'every try was refused, or nothing that must stay hidden came out',
  'not withstood': 'a try got through, or a history gave no warning',
  detected: 'not stopped, or not the whole of it; the owner of the data is warned',
  documented: 'neither stopped nor seen, or not the whole of it; with what would',
  'not applicable': 'not tried, and why',
};

/** A report as lines for a reader who knows no SQL: what was attacked, the sums, then every attack. */
export function attacksInWords(report: AttackReport, colour: Colour): string[] {
  return [
    colour.bold(report.contract === undefined ? 'Attacks on the built-in tables, with their data' : `Attacks on the rules of ${report.contract}`),
    ...report.targets.map((target) => `  ${target}`),
    ...report.notTried.flatMap(({ where, why }) => wrapped(`not tried: ${where}: ${why}`, '  ')),
    '',
    ...OUTCOMES.map((outcome) => `${String(report.totals[outcome]).padStart(4)} ${painted(outcome, colour)}${' '.repeat(15 - outcome.length)}${MEANS[outcome]}`),
    ...report.results.flatMap((result) => attackInWords(result, colour)),
  ];
}

function attackInWords(result: AttackResult, colour: Colour): string[] {
  const { number, id, outcome, tries, why, remains, findings } = result;
  return [
    '',
    `${String(number).padStart(3)} ${colour.bold(id.padEnd(24))} ${painted(outcome, colour)}`,
    ...wrapped(tries, INDENT),
    ...wrapped(why, INDENT),
    ...(remains !== undefined && remains !== why ? wrapped(`Remains: ${remains}`, INDENT) : []),
    ...findings.flatMap((finding) => [
      colour.red(`${INDENT}${[finding.where, finding.why].filter((part) => part !== undefined).join(': ')}`),
      ...(finding.sql === undefined ? [] : [`${INDENT}  ${finding.sql}`]),
    ]),
  ];
}

function painted(outcome: Outcome, colour: Colour): string {
  const paint = { withstood: colour.green, 'not withstood': colour.red, detected: colour.cyan, documented: colour.yellow, 'not applicable': colour.dim }[outcome];
  return paint(outcome);
}
