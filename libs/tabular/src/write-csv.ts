import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { makeFileAtomically } from '@parley/files';
import type { ColumnTable, Value } from './column-table';

/** Writes a table as CSV (RFC 4180 with LF line ends, UTF-8, null as nothing), whole or not at all. */
export async function writeCsv(path: string, table: ColumnTable): Promise<void> {
  await writeCsvRows(path, table.columns.map((column) => column.name), rowsOf(table));
}

/** Writes a header and rows as they come, whole or not at all; the file appears when the last row is written. */
export async function writeCsvRows(path: string, header: readonly string[], rows: Iterable<readonly Value[]> | AsyncIterable<readonly Value[]>): Promise<void> {
  await makeFileAtomically(path, (temporary) => pipeline(Readable.from(csvText(header, rows)), createWriteStream(temporary)));
}

/** The text of a CSV file in pieces of some 64 kB. */
export async function* csvText(header: readonly string[], rows: Iterable<readonly Value[]> | AsyncIterable<readonly Value[]>): AsyncGenerator<string> {
  let text = csvLine(header);
  for await (const row of rows) {
    text += csvLine(row);
    if (text.length < 1 << 16) continue;
    yield text;
    text = '';
  }
  yield text;
}

/** One line, with its line end. */
export function csvLine(values: readonly Value[]): string {
  // A lone empty value would be a blank line, which readers skip.
  if (values.length === 1 && (values[0] === null || values[0] === '')) return '""\n';
  return `${values.map(csvValue).join(',')}\n`;
}

function csvValue(value: Value): string {
  if (value === null) return '';
  const text = String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function* rowsOf(table: ColumnTable): Generator<Value[]> {
  for (let row = 0; row < table.rows; row += 1) yield table.columns.map((column) => column.values[row] ?? null);
}
