import { inputError, type ParleyError, type Problem } from '@parley/errors';

export const sqlFileUnreadable = (file: string, cause: unknown): ParleyError =>
  inputError('SQL_FILE_UNREADABLE', { file, message: 'the file cannot be read.', repair: 'check the path' }, { cause });

export const queryNotChosen = (): ParleyError =>
  inputError('QUERY_NOT_CHOSEN', { message: 'There must be one query to explain.', repair: 'write either --sql FILE or --template FILE; - reads it from stdin' });

export const optionNeedsTemplate = (option: string): ParleyError =>
  inputError('OPTION_NEEDS_TEMPLATE', { message: `${option} is about a template, and none is given.`, repair: 'name its text with --template FILE' });

export const parameterUnreadable = (text: string): Problem => ({
  message: `--param ${text}: this is no parameter with a value.`,
  repair: 'write --param name=value, or --param name:INT=5 where the template declares another type than VARCHAR',
});
