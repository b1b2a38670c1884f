import { access } from 'node:fs/promises';
import { type AuditHead, verifyAudit } from '@parley/clean-room';
import { formatProblem, type Problem } from '@parley/errors';
import { Command } from 'commander';
import type { Terminal } from '../terminal';
import { auditFileUnreadable } from './audit-errors';
import { headInReceipt } from './audit-receipt';
import { auditWarningsCommand } from './audit-warnings';

const EXAMPLES = `
Examples:
  $ parley audit verify
  $ parley audit verify --file out/audit.jsonl --receipt out/receipt.json

Every record is sealed over the one before: a record that was changed, taken out or put in is found. Only with the
receipt of the run, kept elsewhere, is it found when the end was cut off or the whole file was sealed anew.
Exit codes: 0 intact, 2 bad input, 3 tampered with.`;

/** What `parley audit verify --json` prints. */
export interface AuditReport {
  file: string;
  intact: boolean;
  findings: readonly Problem[];
  /** Where the file ends now. */
  head: AuditHead;
  /** A crash cut the last line short; no tampering. */
  torn: boolean;
  /** Where it stood when the receipt was given. */
  receipt?: AuditHead;
}

/** `parley audit`: what a clean room wrote down of its queries. */
export function auditCommand(terminal: () => Terminal): Command {
  const verify = new Command('verify')
    .description('find records that were changed, taken out or cut off')
    .option('--file <file>', 'the audit of a run', 'out/audit.jsonl')
    .option('--receipt <file>', 'the receipt of that run, which says where its audit ended')
    .addHelpText('after', EXAMPLES)
    .action(async (options: { file: string; receipt?: string }) => {
      const { json, colour, print, printJson } = terminal();
      const report = await auditReport(options.file, options.receipt);
      if (json) printJson(report);
      else for (const line of reportInWords(report, colour)) print(line);
      if (!report.intact) process.exitCode = 3;
    });
  return new Command('audit').description('check the audit of a clean room').addCommand(verify).addCommand(auditWarningsCommand(terminal));
}

async function auditReport(file: string, receiptFile: string | undefined): Promise<AuditReport> {
  const { head: receipt, finding } = receiptFile === undefined ? {} : await headInReceipt(receiptFile);
  await access(file).catch((error: unknown) => {
    // With a receipt, an audit that is gone is one that was cut off at its beginning.
    if (!receipt) throw auditFileUnreadable(file, error);
  });
  const { head, torn, findings } = await verifyAudit(file, receipt);
  const all = finding ? [finding, ...findings] : findings;
  return { file, intact: all.length === 0, findings: all, head, torn, ...(receipt && { receipt }) };
}

function reportInWords({ file, intact, findings, head, torn, receipt }: AuditReport, colour: Terminal['colour']): string[] {
  const records = head.length === 1 ? '1 record' : `${head.length} records`;
  const verdict = intact
    ? `${colour.green(colour.bold('Intact'))}: ${file}, ${records}.`
    : `${colour.red(colour.bold('Tampered with'))}: ${file}, ${findings.length === 1 ? 'one finding' : `${findings.length} findings`}.`;
  return [
    verdict,
    ...findings.map((finding) => `  ${formatProblem(finding)}`),
    `  Its last record's hash: ${head.hash}`,
    ...(receipt ? [`  The receipt was given at record ${receipt.length}: ${receipt.hash}`] : []),
    ...(torn ? ['  A crash cut the last line short. That is no tampering; the clean room sets it aside.'] : []),
    ...(intact && !receipt ? ['  Without a receipt, records cut off at the end are not missed: add --receipt.'] : []),
  ];
}
