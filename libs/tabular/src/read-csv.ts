import { checkHeader } from './csv-header';
import { CSV_INVALID, fileEmpty, headerOnly, raggedRow } from './errors';
import { ProblemList } from './problem-list';
import { type CsvRow, RowParser } from './row-parser';
import { textBytes } from './text-bytes';

/** An open CSV file. Read `rows` or `batches` to the end, or break out, or call `close`: each lets go of the file. */
export interface CsvFile {
  header: readonly string[];
  /** The rows that have as many values as the header. */
  rows: AsyncGenerator<CsvRow, void, undefined>;
  /** The same rows, in arrays of some thousand: for millions of them, a step a row is what costs most. */
  batches: AsyncGenerator<CsvRow[], void, undefined>;
  close(): Promise<void>;
}

export interface CsvOptions {
  /** Bytes, unpacked; a longer file is a problem, and is not read further. Default: any. */
  largest?: number;
}

/**
 * Opens a CSV file (RFC 4180, commas, UTF-8 with or without BOM, plain or gzip) and reads it as a stream; where there
 * are several columns, blank lines are skipped. A missing file or a bad header throws at once. Other problems are
 * gathered while rows are read, and thrown together after the last row: an `inputError` with up to 20 of them, each
 * with its line. So nothing made of the rows may be kept before the reading has ended.
 */
export async function openCsv(path: string, { largest }: CsvOptions = {}): Promise<CsvFile> {
  const problems = new ProblemList(path);
  const all = goodRows(path, problems, largest);
  const [first, ...others] = (await all.next()).value ?? [];
  const header = first?.values ?? [];
  const wrong = checkHeader(header);
  if (wrong.length > 0) {
    await all.return();
    wrong.forEach((problem) => problems.add(problem));
    throw problems.error(CSV_INVALID);
  }
  const batches = afterHeader(others, all);
  const close = async (): Promise<void> => {
    await batches.return();
    await all.return();
  };
  return { header, batches, rows: oneByOne(batches), close };
}

/** The rows below the header, as `openCsv` gives them, for readers that know the columns. */
export async function* readCsv(path: string): CsvFile['rows'] {
  yield* (await openCsv(path)).rows;
}

async function* afterHeader(others: CsvRow[], all: CsvFile['batches']): CsvFile['batches'] {
  try {
    if (others.length > 0) yield others;
    yield* all;
  } finally {
    await all.return();
  }
}

async function* oneByOne(batches: CsvFile['batches']): CsvFile['rows'] {
  for await (const batch of batches) for (const row of batch) yield row;
}

/** The rows as wide as the first, which is the header; throws at the end if there were problems. */
async function* goodRows(path: string, problems: ProblemList, largest?: number): CsvFile['batches'] {
  let width: number | undefined;
  let rows = 0;
  for await (const batch of batches(path, problems, largest)) {
    const good = batch.filter((row) => {
      const found = row.values.length;
      if (found === 1 && row.values[0] === '' && width !== 1) return false;
      rows += 1;
      width ??= found;
      if (found !== width) problems.add(raggedRow(row.line, found, width));
      return found === width;
    });
    if (good.length > 0) yield good;
  }
  if (problems.count === 0 && rows < 2) problems.add(rows === 0 ? fileEmpty() : headerOnly());
  problems.throwIfAny(CSV_INVALID);
}

async function* batches(path: string, problems: ProblemList, largest?: number): AsyncGenerator<CsvRow[], void, undefined> {
  const parser = new RowParser();
  try {
    for await (const chunk of textBytes(path, problems, largest)) {
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
