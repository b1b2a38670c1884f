import { inputError, type ParleyError, type Problem } from '@parley/errors';

/** The code of every error about the shape of a CSV file; each problem has a code of its own. */
export const CSV_INVALID = 'CSV_INVALID';
/** The code of every error about columns a file lacks or values of the wrong type. */
export const COLUMNS_INVALID = 'COLUMNS_INVALID';

export function fileMissing(file: string): ParleyError {
  return inputError('FILE_MISSING', { file, message: 'there is no such file', repair: 'check the path, and the folder given with --data', code: 'FILE_MISSING' });
}

export function fileUnreadable(file: string, cause: NodeJS.ErrnoException): ParleyError {
  const why = cause.code === 'EISDIR' ? 'this is a folder' : `the file can't be read (${cause.code ?? 'unknown reason'})`;
  return inputError('FILE_UNREADABLE', { file, message: why, repair: 'name a file that this user may read', code: 'FILE_UNREADABLE' }, { cause });
}

export function gzipBroken(): Problem {
  return { message: 'the gzip data is damaged or cut off', repair: 'fetch or compress the file again (check with: gzip -t)', code: 'GZIP_BROKEN' };
}

export function lineTooLong(line: number): Problem {
  return { line, message: 'this line is longer than a row of any table', repair: 'write each row in a line of its own, with line feeds between them', code: 'CSV_LINE_TOO_LONG' };
}

/** `largest`: bytes, unpacked. */
export function textTooLarge(largest: number): Problem {
  return { message: `the file holds more than ${largest} bytes once it is unpacked; reading stopped there`, repair: 'leave out columns that are not needed, or split the table', code: 'TEXT_TOO_LARGE' };
}

export function fileEmpty(): Problem {
  return { message: 'the file is empty', repair: 'write a header line and at least one row', code: 'CSV_EMPTY' };
}

export function headerOnly(): Problem {
  return { line: 1, message: 'there is a header and no row below it', repair: 'export the file again with its rows', code: 'CSV_HEADER_ONLY' };
}

export function utf16(): Problem {
  return { line: 1, column: 1, message: 'the file is UTF-16, not UTF-8', repair: 'iconv -f utf-16 -t utf-8', code: 'CSV_NOT_UTF8' };
}

export function notUtf8(line: number, column: number): Problem {
  return { line, column, message: 'these bytes are not UTF-8', repair: 'iconv -f latin1 -t utf-8', code: 'CSV_NOT_UTF8' };
}

export function nulByte(line: number, column: number): Problem {
  return { line, column, message: 'there is a NUL byte: this is not a text file, or it is damaged', repair: "export it again as UTF-8 text, or remove them: tr -d '\\000'", code: 'CSV_NUL_BYTE' };
}

export function otherDelimiter(found: string): Problem {
  return { line: 1, message: `the header is separated by ${found}, not by a comma`, repair: 'export the file with commas between the values', code: 'CSV_DELIMITER' };
}

/** Positions, not names: in a file without a header these would be a person's values. */
export function sameHeader(first: number, second: number): Problem {
  return { line: 1, message: `fields ${first} and ${second} of the header have the same name`, repair: 'give each column a name of its own (is the header line missing?)', code: 'CSV_DUPLICATE_HEADER' };
}

export function unnamedHeader(position: number): Problem {
  return { line: 1, message: `field ${position} of the header has no name`, repair: 'name the column or leave it out', code: 'CSV_UNNAMED_COLUMN' };
}

export function raggedRow(line: number, found: number, expected: number): Problem {
  return { line, message: `the row has ${found} values, the header ${expected}`, repair: 'put double quotes around a value that holds a comma; write every value of a row', code: 'CSV_RAGGED_ROW' };
}

export function unclosedQuote(line: number): Problem {
  return { line, message: 'a double quote is opened in this row and never closed', repair: 'close it, or write a quote inside a value twice: ""', code: 'CSV_UNCLOSED_QUOTE' };
}

export function strayQuote(line: number): Problem {
  return { line, message: 'a double quote stands in the middle of a value of this row, or was opened here and not closed', repair: 'put the whole value in double quotes, and write a quote inside it twice: ""', code: 'CSV_STRAY_QUOTE' };
}

export function columnMissing(name: string, near: string | undefined): Problem {
  const repair = near === undefined
    ? 'add the column to the file, or mend `from` of this column in party.yaml'
    : `the header has ${JSON.stringify(near)}: write \`from: ${JSON.stringify(near)}\` in party.yaml`;
  return { line: 1, message: `the file has no column ${JSON.stringify(name)}`, repair, code: 'COLUMN_MISSING' };
}

export function wrongType(line: number, column: string, expected: string): Problem {
  return { line, message: `the value of ${column} is not ${expected}`, repair: 'mend the value, leave it empty, or mend the type in party.yaml', code: 'VALUE_TYPE' };
}

export function notParquet(file: string, cause: unknown): ParleyError {
  return inputError('NOT_PARQUET', { file, message: 'this is not a whole Parquet file', repair: 'make the file again', code: 'NOT_PARQUET' }, { cause });
}

export function parquetColumnMissing(file: string, names: readonly string[]): ParleyError {
  return inputError('COLUMN_MISSING', names.map((name) => ({ file, message: `the file has no column ${JSON.stringify(name)}`, repair: 'ask for a column that the file has', code: 'COLUMN_MISSING' })));
}

export function parquetTypeUnknown(file: string, column: string, type: string): ParleyError {
  return inputError('PARQUET_TYPE', { file, message: `column ${column} has the type ${type}, which Parley doesn't read`, repair: 'cast it to a string, boolean, int, bigint, double, date or timestamp', code: 'PARQUET_TYPE' });
}

export function integerTooLarge(file: string, column: string): ParleyError {
  return inputError('INTEGER_TOO_LARGE', { file, message: `column ${column} holds an integer beyond ±9,007,199,254,740,991`, repair: 'cast the column to a string', code: 'INTEGER_TOO_LARGE' });
}
