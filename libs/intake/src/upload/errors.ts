import { inputError, type ParleyError } from '@parley/errors';

export function unknownTable(key: string, tables: readonly string[]): ParleyError {
  return inputError('UPLOAD_UNKNOWN_TABLE', {
    file: key,
    message: 'this is no place for a table of the contract',
    repair: `upload to ${tables.map((table) => `incoming/${table}/`).join(' or ')}, a file for a whole table`,
    code: 'UPLOAD_UNKNOWN_TABLE',
  });
}

export function tooLarge(key: string, size: number, largest: number): ParleyError {
  return inputError('UPLOAD_TOO_LARGE', {
    file: key,
    message: `the file has ${size} bytes; at most ${largest} are taken`,
    repair: 'leave out columns that the contract does not name; or split the table by a column of its own and declare each part as a table',
    code: 'UPLOAD_TOO_LARGE',
  });
}

export function gone(uri: string): ParleyError {
  return inputError('UPLOAD_GONE', { file: uri, message: 'the file is there no more', repair: 'upload it again', code: 'UPLOAD_GONE' });
}
