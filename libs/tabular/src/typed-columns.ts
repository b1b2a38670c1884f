import type { ColumnSpec } from '@parley/contract';
import { inputError, type Problem } from '@parley/errors';
import type { ColumnHead, Value } from './column-table';
import { COLUMNS_INVALID, columnMissing, wrongType } from './errors';
import { EXPECTED, NOT_OF_TYPE, parseValue } from './parse-value';
import type { CsvRow } from './row-parser';

type Column = Pick<ColumnSpec, 'name' | 'type' | 'from'>;

/** A value of the wrong type; the message doesn't show it. */
export interface WrongValue extends Problem {
  line: number;
  columnName: string;
  /** Such as `a date (YYYY-MM-DD)`. */
  expected: string;
}

export interface TypedRow {
  /** In the order of the declared columns; null where the text is empty or of the wrong type. */
  values: Value[];
  /** One for each value of the wrong type; empty for a good row. */
  problems: WrongValue[];
}

/** Reads rows of one file as the columns a contract declares. */
export interface TypedColumns {
  columns: readonly ColumnHead[];
  read(row: CsvRow): TypedRow;
}

/**
 * Finds each declared column in a header, by `from` or else its name, and gives a reader of rows. Columns of the file
 * that aren't declared are left out. Throws an `inputError` that lists every declared column the header lacks.
 */
export function typedColumns(file: string, header: readonly string[], columns: readonly Column[]): TypedColumns {
  const positions = columns.map((column) => header.indexOf(column.from ?? column.name));
  const missing = columns.filter((_, index) => positions[index] === -1).map((column) => ({ file, ...columnMissing(column.from ?? column.name, nearName(column.from ?? column.name, header)) }));
  if (missing.length > 0) throw inputError(COLUMNS_INVALID, missing);
  const sources = columns.map((column, index) => ({ column, position: positions[index] ?? 0 }));
  return {
    columns: columns.map(({ name, type }) => ({ name, type })),
    read: (row) => readRow(row, sources),
  };
}

function readRow(row: CsvRow, sources: readonly { column: Column; position: number }[]): TypedRow {
  const problems: WrongValue[] = [];
  const values = sources.map(({ column, position }) => {
    const value = parseValue(row.values[position] ?? '', column.type);
    if (value !== NOT_OF_TYPE) return value;
    problems.push(wrongValue(row.line, column));
    return null;
  });
  return { values, problems };
}

function wrongValue(line: number, { name, type }: Column): WrongValue {
  return { ...wrongType(line, name, EXPECTED[type]), line, columnName: name, expected: EXPECTED[type] };
}

/** A header's name that differs only in case and blanks. Others aren't shown: without a header line they are a person's. */
function nearName(name: string, header: readonly string[]): string | undefined {
  return header.find((found) => plain(found) === plain(name));
}

function plain(name: string): string {
  return name.toLowerCase().replace(/[\s_-]/g, '');
}
