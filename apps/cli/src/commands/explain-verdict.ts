import type { AnalysisRequest, OutputConstraint, Refusal, TemplateRequest } from '@parley/analysis-rules';
import type { OpenAttack } from '@parley/attack-pack';
import type { Terminal } from '../terminal';
import type { Explanation } from './explanation';
import { underlined } from './underlined';
import { wrapped } from './wrapped';

type Colour = Terminal['colour'];
type Request = AnalysisRequest | TemplateRequest;

/** A verdict as lines to read: the reasons under the places they mean, or what would run, what it discloses and what that leaves open. */
export function verdictInWords(request: Request, explanation: Explanation, colour: Colour): string[] {
  if (explanation.allowed) return allowedInWords(request, explanation, colour);
  const { refusals } = explanation;
  const count = refusals.length === 1 ? 'one reason' : `${refusals.length} reasons`;
  const text = request.template ? request.template.text : request.sql;
  return [colour.red(colour.bold(`Denied, for ${count}.`)), ...refusals.flatMap((refusal) => refusalInWords(text, refusal, colour))];
}

function refusalInWords(sql: string, { code, message, rule, span, repair }: Refusal, colour: Colour): string[] {
  return ['', `${colour.bold(code)}${rule ? ` (${rule})` : ''}: ${message}`, ...(span ? underlined(sql, span, colour) : []), `  repair: ${repair}`];
}

function allowedInWords(request: Request, explanation: Extract<Explanation, { allowed: true }>, colour: Colour): string[] {
  const { executableSql, reads, openAttacks } = explanation;
  return [
    colour.green(colour.bold('Allowed.')),
    '',
    'What runs:',
    ...executableSql.split('\n').map((line) => `  ${line}`),
    '',
    'What it reads:',
    ...reads.map(({ table, columns }) => `  ${table}: ${columns.join(', ')}`),
    '',
    'What it discloses:',
    ...disclosed(request, explanation),
    '',
    ...openInWords(openAttacks, colour),
  ];
}

function disclosed({ tables }: Request, { reads, output, constraints }: Extract<Explanation, { allowed: true }>): string[] {
  const type = tables.find(({ name }) => reads.some(({ table }) => table === name))?.analysisRule?.analysisRuleType;
  const columns = output.join(', ');
  switch (type) {
    case 'AGGREGATION':
      return groupsInWords(constraints);
    case 'LIST':
      return [`  Row-level enrichment of matched people: ${columns}.`, '  No threshold applies: each person that both know is a row.'];
    default:
      return constraints.length > 0 ? groupsInWords(constraints) : [`  Whatever the query makes of these tables: ${columns}.`, '  No threshold applies.'];
  }
}

function groupsInWords(constraints: readonly OutputConstraint[]): string[] {
  return [
    '  Groups above a threshold; smaller ones are left out without a trace. Each row rests on',
    ...constraints.map(({ table, column, minimum }) => `    at least ${minimum} distinct ${table}.${column}`),
  ];
}

/** DESIGN section 5: what a rule cannot stop is said plainly. */
function openInWords(attacks: readonly OpenAttack[], colour: Colour): string[] {
  if (attacks.length === 0) return ["Attacks that these rules do not stop: none; it reads nobody else's table."];
  return [
    'Attacks that these rules do not stop:',
    ...attacks.flatMap(({ number, id, tries, remains }) => [
      `${String(number).padStart(4)} ${colour.bold(id)}`,
      ...wrapped(tries, '       '),
      ...wrapped(remains, '       ').map((line) => colour.dim(line)),
    ]),
  ];
}
