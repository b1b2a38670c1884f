import type { AnalysisRequest, Refusal, Span, Verdict } from '@parley/analysis-rules';
import type { Terminal } from '../terminal';

type Colour = Terminal['colour'];

/** A verdict as lines to read: the reasons under the places they mean, or what would run and what it discloses. */
export function verdictInWords(request: AnalysisRequest, verdict: Verdict, colour: Colour): string[] {
  if (verdict.allowed) return allowedInWords(request, verdict, colour);
  const count = verdict.refusals.length === 1 ? 'one reason' : `${verdict.refusals.length} reasons`;
  return [colour.red(colour.bold(`Denied, for ${count}.`)), ...verdict.refusals.flatMap((refusal) => refusalInWords(request.sql, refusal, colour))];
}

function refusalInWords(sql: string, { code, message, rule, span, repair }: Refusal, colour: Colour): string[] {
  return [
    '',
    `${colour.bold(code)}${rule ? ` (${rule})` : ''}: ${message}`,
    ...(span ? underlined(sql, span, colour) : []),
    `  repair: ${repair}`,
  ];
}

/** The line of the SQL with the place underlined; what reaches into the next line is underlined to the end of this one. */
function underlined(sql: string, { start, end, line, column }: Span, colour: Colour): string[] {
  const text = sql.split(/\r\n|\n|\r/)[line - 1] ?? '';
  const gutter = `  ${line} | `;
  const length = Math.max(1, Math.min(end - start, text.length - column + 1));
  // Tabs stay tabs, so that the marks stand under their text.
  const indent = text.slice(0, column - 1).replace(/[^\t]/g, ' ');
  return [`${gutter}${text}`, `${' '.repeat(gutter.length)}${indent}${colour.red('^'.repeat(length))}`];
}

function allowedInWords(request: AnalysisRequest, verdict: Extract<Verdict, { allowed: true }>, colour: Colour): string[] {
  const read = request.tables.filter(({ name }) => verdict.reads.some(({ table }) => table === name));
  const type = read[0]?.analysisRule?.analysisRuleType;
  return [
    colour.green(colour.bold('Allowed.')),
    '',
    'What runs:',
    ...verdict.executableSql.split('\n').map((line) => `  ${line}`),
    '',
    'What it reads:',
    ...verdict.reads.map(({ table, columns }) => `  ${table}: ${columns.join(', ')}`),
    '',
    'What it discloses:',
    ...(type === 'AGGREGATION' ? groupsInWords(verdict.constraints) : [`  Row-level enrichment of matched people: ${verdict.output.join(', ')}.`]),
  ];
}

/** DESIGN section 5: what a threshold cannot stop is said plainly. */
function groupsInWords(constraints: readonly { table: string; column: string; minimum: number }[]): string[] {
  return [
    '  Groups above a threshold; smaller ones are left out without a trace. Each row rests on',
    ...constraints.map(({ table, column, minimum }) => `    at least ${minimum} distinct ${table}.${column}`),
    '  A threshold does not stop comparing the results of several queries that differ by few people, parties that',
    '  pool their results, or one person whose value outweighs a group.',
  ];
}
