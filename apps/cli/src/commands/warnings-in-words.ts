import type { Warning } from '@parley/query-history';
import type { Terminal } from '../terminal';
import type { WarningsReport } from './warnings-report';
import { wrapped } from './wrapped';

type Colour = Terminal['colour'];

const MOST_QUERIES = 6;

/** The warnings as lines to read, each with its evidence: who, what and when, by the ids of the queries. */
export function warningsInWords({ owner, files, queries, notCompared, warnings }: WarningsReport, colour: Colour): string[] {
  const count = warnings.length === 1 ? 'One warning' : `${warnings.length} warnings`;
  const about = `of ${queries} queries that others asked of the tables of ${owner}`;
  return [
    warnings.length === 0 ? `${colour.green(colour.bold('No warning'))} ${about}.` : `${colour.yellow(colour.bold(count))} ${about}.`,
    ...files.filter(({ intact }) => !intact).map(({ file }) => colour.red(`${file} was tampered with, so that warnings may be missing: see parley audit verify --file ${file}`)),
    ...(notCompared > 0 ? [`${notCompared} pairs of queries were too complicated to compare: look at them yourself.`] : []),
    ...warnings.flatMap((warning) => warningInWords(warning, colour)),
  ];
}

export function warningInWords({ detector, attacks, says, repair, runners, tables, columns, queries, from, to }: Warning, colour: Colour): string[] {
  const more = queries.length > MOST_QUERIES ? ` and ${queries.length - MOST_QUERIES} more` : '';
  const evidence = [
    `asked by ${runners.join(' and ')}, of ${tables.join(', ')}`,
    ...(columns.length > 0 ? [`about ${columns.join(', ')}`] : []),
    `from ${from} to ${to}`,
    `queries ${queries.slice(0, MOST_QUERIES).join(', ')}${more}`,
    `attacks ${attacks.join(', ')} of parley attack`,
  ];
  return ['', colour.bold(detector), ...wrapped(says, '  '), ...evidence.flatMap((line) => wrapped(line, '    ')), ...wrapped(`repair: ${repair}`, '  ')];
}
