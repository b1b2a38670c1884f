import { access } from 'node:fs/promises';
import { verifyAudit } from '@parley/clean-room';
import { type PastQuery, readHistory, type Warning, watchHistory } from '@parley/query-history';
import { auditFileUnreadable } from './audit-errors';

/** What `parley audit warnings --json` prints. */
export interface WarningsReport {
  /** The account whose tables are concerned. */
  owner: string;
  files: readonly { file: string; intact: boolean }[];
  /** How many queries of others were looked at. */
  queries: number;
  /** Pairs of queries with conditions too complicated to compare. */
  notCompared: number;
  warnings: readonly Warning[];
}

/** Looks at several audits together. Throws AUDIT_FILE_UNREADABLE (input). */
export async function warningsReport(owner: string, names: readonly string[]): Promise<WarningsReport> {
  const files: { file: string; intact: boolean }[] = [];
  const history: PastQuery[] = [];
  for (const file of new Set(names)) {
    await access(file).catch((error: unknown) => {
      throw auditFileUnreadable(file, error);
    });
    files.push({ file, intact: (await verifyAudit(file)).intact });
    history.push(...(await readHistory(file)));
  }
  return { owner, files, ...(await watchHistory(owner, history)) };
}
