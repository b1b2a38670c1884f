import { type AuditEntry, parseRecord } from '@parley/clean-room';
import { readLines } from '@parley/files';
import { type PastQuery, pastQueries } from './past-query';

/**
 * The queries of an audit file, in order of time; none of a file that isn't there. What is no record is passed over:
 * `verifyAudit` finds that, and should be asked first.
 */
export async function readHistory(file: string): Promise<PastQuery[]> {
  const entries: AuditEntry[] = [];
  for await (const { text, whole } of readLines(file)) {
    const record = whole ? parseRecord(text) : undefined;
    if (record) entries.push(record.entry);
  }
  return pastQueries(entries);
}
