import { checkHeader } from './csv-header';
import { CSV_INVALID, fileEmpty, headerOnly, raggedRow } from './errors';
import { ProblemList } from './problem-list';
import { type CsvRow, RowParser } from './row-parser';
import { textBytes } from './text-bytes';

/** An open CSV file. Read `rows` to the end, or break out of it, or call `close`: each lets go of the file. */
export interface CsvFile {
  header: readonly string[];
  /** The rows that have as many values as the header. */
  rows: AsyncGenerator<CsvRow, void, undefined>;
  close(): Promise<void>;
}

/**
 * Opens a CSV file (RFC 4180, commas, UTF-8 with or without BOM, plain or gzip) and reads it as a stream; where there
 * are several columns, blank lines are skipped. A missing file or a bad header throws at once. Other problems are
 * gathered while rows are read, and thrown together after the last row: an `inputError` with up to 20 of them, each
 * with its line. So nothing made of the rows may be kept before the reading has ended.
 */
export async function openCsv(path: string): Promise<CsvFile> {
  const problems = new ProblemList(path);
  const rows = headerAndRows(path, problems);
  const first = await rows.next();
  const header = first.done ? [] : first.value.values;
  const wrong = checkHeader(header);
  if (wrong.length > 0) {
    await rows.return();
    wrong.forEach((problem) => problems.add(problem));
    throw problems.error(CSV_INVALID);
  }
  return { header, rows, close: async () => void (await rows.return()) };
}

/** The rows below the header, as `openCsv` gives them, for readers that know the columns. */
export async function* readCsv(path: string): CsvFile['rows'] {
  yield* (await openCsv(path)).rows;
}

/** The header as the first row; throws at the end if there were problems. */
async function* headerAndRows(path: string, problems: ProblemList): CsvFile['rows'] {
  let width: number | undefined;
  let rows = 0;
  for await (const batch of batches(path, problems)) {
    for (const row of batch) {
      const found = row.values.length;
      if (found === 1 && row.values[0] === '' && width !== 1) continue;
      rows += 1;
      width ??= found;
      if (found === width) yield row;
      else problems.add(raggedRow(row.line, found, width));
    }
  }
  if (problems.count === 0 && rows < 2) problems.add(rows === 0 ? fileEmpty() : headerOnly());
  problems.throwIfAny(CSV_INVALID);
}

async function* batches(path: string, problems: ProblemList): AsyncGenerator<CsvRow[], void, undefined> {
  const parser = new RowParser();
  try {
    for await (const chunk of textBytes(path, problems)) {
      const { rows, broken } = await parser.parse(chunk);
      yield rows;
      if (broken) return problems.add(broken);
    }
    const { rows, broken } = await parser.parse(undefined);
    yield rows;
    if (broken) problems.add(broken);
  } finally {
    parser.destroy();
  }
}
