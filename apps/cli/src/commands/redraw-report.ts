import { inputError } from '@parley/errors';
import { writeFileAtomically } from '@parley/files';
import { type ReportData, renderReport } from '@parley/report';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { IncrementalityReport } from './incrementality-report';

/**
 * Draws what sending brought into `report.html` of the run, from the same figures as are printed.
 *
 * @throws inputError REPORT_MISSING where the folder has no report of that run.
 */
export async function redrawReport(out: string, { runId, ...effect }: IncrementalityReport): Promise<string> {
  const [json, page] = [join(out, 'report.json'), join(out, 'report.html')];
  const data = existsSync(json) ? (JSON.parse(await readFile(json, 'utf8')) as ReportData) : undefined;
  if (data?.runId !== runId) throw reportMissing(json, runId);
  const measured: ReportData = { ...data, effect };
  await writeFileAtomically(json, `${JSON.stringify(measured, null, 2)}\n`);
  await writeFileAtomically(page, renderReport(measured));
  return page;
}

const reportMissing = (file: string, runId: string) =>
  inputError('REPORT_MISSING', { file, message: `This is not the report of the run ${runId}, which the receipt is of.`, repair: 'let the run end: the same rehearsal again writes its report' });
