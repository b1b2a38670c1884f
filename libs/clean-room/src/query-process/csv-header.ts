import { parse } from 'csv-parse';
import { createReadStream } from 'node:fs';
import { QueryFailure } from './query-failure';

/** The names in the first line of a CSV file, without a byte order mark. */
export async function readCsvHeader(file: string): Promise<string[]> {
  const records = createReadStream(file).pipe(parse({ bom: true, to_line: 1, relax_column_count: true }));
  for await (const record of records) return record as string[];
  throw new QueryFailure('TABLE_UNREADABLE', `load: ${file} is empty: it has no header line`);
}
