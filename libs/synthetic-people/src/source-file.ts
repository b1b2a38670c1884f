/** A file to be: its path below the data folder, and its lines, made as they are written. */
export interface SourceFile {
  path: string;
  lines: Iterable<string>;
}

type Cell = string | number | boolean | undefined;

/** A CSV file with a header line; an absent cell is empty. */
export function csvFile(path: string, header: readonly string[], rows: Iterable<readonly Cell[]>): SourceFile {
  return { path, lines: csvLines(header, rows) };
}

function* csvLines(header: readonly string[], rows: Iterable<readonly Cell[]>): Iterable<string> {
  yield header.map(csvCell).join(',');
  for (const row of rows) yield row.map(csvCell).join(',');
}

function csvCell(value: Cell): string {
  const text = value === undefined ? '' : String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
