import type { ReportData } from '@parley/report';
import { join } from 'node:path';
import { warningInWords } from '../commands/warnings-in-words';
import type { Terminal } from '../terminal';
import type { PartnerRehearsal } from './rehearse-as-partner';

type Promised = ReportData['disclosed'][number]['promise'];

/** What is promised, in the design's words. */
const PROMISES: Record<Promised, string> = {
  'row-level enrichment of matched people': 'A LIST rule is row-level enrichment of matched people.',
  'groups above a threshold': 'An AGGREGATION rule releases groups above a threshold.',
};

const count = (value: number): string => value.toLocaleString('en');
const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;

/** The end of a rehearsal as partner: how well the file can be matched, and what left the account. */
export function printPartnerSummary(rehearsal: PartnerRehearsal, out: string, terminal: Terminal): void {
  const { report } = rehearsal;
  const { bold } = terminal.colour;
  const lines = [
    '',
    ...fileLines(rehearsal),
    ...matchLines(rehearsal),
    bold(`What left the account of ${rehearsal.partner.name}:`),
    ...disclosedLines(report),
    ...warningLines(rehearsal, terminal),
    'The owner is made up: what the model gains and whether its gate passes mean nothing here. Nothing was sent.',
    'The made-up customers carried real addresses; their files are deleted.',
    `Report: ${bold(join(out, 'report.html'))}`,
  ];
  for (const line of lines) terminal.print(line);
}

/** What the partner would be told by `parley audit warnings`; the owner's own rehearsal never says it. */
function warningLines({ warnings }: PartnerRehearsal, { colour }: Terminal): string[] {
  if (warnings.length === 0) return ['Warnings about what was asked: none'];
  return [colour.yellow(`Warnings about what was asked: ${count(warnings.length)}`), ...warnings.flatMap((warning) => warningInWords(warning, colour))];
}

function fileLines({ partner, identities, quarantine }: PartnerRehearsal): string[] {
  const { rows, emails, phones } = identities;
  const readable = (kind: string, { present, normalized }: { present: number; normalized: number }) => `${count(normalized)} of ${count(present)} ${kind} can be read`;
  const reasons = Object.entries(quarantine);
  return [
    `${partner.name}: ${count(rows)} rows; ${readable('e-mail addresses', emails)}, ${readable('phone numbers', phones)}`,
    reasons.length === 0 ? 'Set aside: nothing' : 'Set aside:',
    ...reasons.map(([reason, times]) => `  ${reason} (${count(times)})`),
  ];
}

function matchLines({ report, shared }: PartnerRehearsal): string[] {
  if (report.matching.length === 0) return ['Match rate: none; the plan takes no feature from a match analysis with this partner'];
  return report.matching.map(
    ({ matched, ownerRows, rate }) =>
      `Match rate: ${percent(rate)} (${count(matched)} of ${count(ownerRows)} made-up customers; ${count(shared)} of them are people of the file, so ${percent(matched / shared)} of these were found)`,
  );
}

function disclosedLines({ disclosed, queries }: ReportData): string[] {
  const promises = new Set(disclosed.map(({ promise }) => PROMISES[promise]));
  const custom = queries.filter(({ rule }) => rule.includes('CUSTOM'));
  return [
    ...disclosed.map(({ what, rows, columns }) => `  ${what} ${count(rows)} rows of ${columns.join(', ')}`),
    ...custom.map(({ name, rows, columns }) => `  ${name}: ${count(rows)} rows of ${columns.join(', ')}, as its CUSTOM rule allows`),
    ...promises,
  ];
}
