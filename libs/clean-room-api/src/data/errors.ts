import { inputError, type ParleyError, type Problem } from '@parley/errors';

export const noDataFolder = (folder: string): ParleyError =>
  inputError('DATA_FOLDER_MISSING', { file: folder, message: 'This is no folder.', repair: 'make it, with tables in ACCOUNT/DATABASE/TABLE/ below it' });

export const columnsMissing = (file: string, names: readonly string[]): Problem => ({
  file,
  line: 1,
  code: 'TABLE_COLUMNS_MISSING',
  message: `The file has no column ${names.join(', ')}, which schema.json declares.`,
  repair: 'add it to the file, or take it out of schema.json',
});

export const columnsTwice = (file: string, names: readonly string[]): Problem => ({
  file,
  line: 1,
  code: 'TABLE_COLUMNS_TWICE',
  message: `The file names ${names.join(', ')} more than once.`,
  repair: 'give each column a name of its own',
});

export const noHeader = (file: string): Problem => ({
  file,
  line: 1,
  code: 'TABLE_HEADER_MISSING',
  message: 'The file has no header line.',
  repair: 'write the names of the columns, with commas between them, into its first line',
});

export const notParquet = (file: string): Problem => ({
  file,
  code: 'TABLE_NOT_PARQUET',
  message: 'The file is no Parquet file, or a broken one.',
  repair: 'write it again',
});
