import { writeSourceFile } from '@parley/synthetic-people';
import { parse } from 'csv-parse/sync';
import { checkedText } from './check-original';
import type { DataSet } from './data-set';
import { columnsMissing } from './errors';
import { download, readLocal } from './fetch-original';
import { splitVertically, type Row } from './split-vertically';
import { unzip } from './zip';

export interface MakeDataOptions {
  set: DataSet;
  /** The data folder to fill: `owner.csv.gz`, `partner.csv.gz`, `truth-link.csv.gz`. */
  out: string;
  /** A file already fetched: the CSV, or a zip that holds it. */
  from?: string;
  /** For the made-up identities. */
  seed?: number;
}

export const DEFAULT_SEED = 20_261_122;

/**
 * Makes an example's data from the original public file. Nothing is written before size and checksum agree; each file is
 * written whole or not at all.
 * @returns the files made, and their number of lines, header included.
 * @throws faults `DOWNLOAD_…`, inputErrors `ORIGINAL_…`, faults of writing such as `DISK_FULL`.
 */
export async function makeData(options: MakeDataOptions): Promise<{ path: string; lines: number }[]> {
  const { set, out, from, seed = DEFAULT_SEED } = options;
  const source = from ?? set.original.url;
  const bytes = await (from === undefined ? download(set.original.url) : readLocal(from));
  const rows = readRows(set, checkedText(unzip(bytes, set.original.file, source), set.original, source), source);
  const made = [];
  for (const file of splitVertically(set, rows, seed)) made.push({ path: file.path, lines: await writeSourceFile(out, file) });
  return made;
}

function readRows(set: DataSet, text: string, source: string): Row[] {
  const rows: Record<string, string>[] = parse(text, { columns: true, delimiter: set.original.delimiter, trim: true, bom: true });
  const header = new Set(Object.keys(rows[0] ?? {}));
  const missing = [...set.owner, ...set.partner].filter((name) => !header.has(name));
  if (missing.length > 0) throw columnsMissing(source, missing);
  for (const [column, spelling] of Object.entries(set.spelling ?? {})) {
    for (const row of rows) row[column] = spelling[row[column]!] ?? row[column]!;
  }
  return rows;
}
