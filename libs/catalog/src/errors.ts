import { inputError, type ParleyError, type Problem } from '@parley/errors';
import type { TableRef } from './catalog';

export const tableName = (ref: TableRef): string => `${ref.account}/${ref.database}/${ref.table}`;

export const tableMissing = (ref: TableRef, folder: string): ParleyError =>
  inputError('TABLE_NOT_FOUND', {
    message: `There is no table ${tableName(ref)}.`,
    repair: `put its data files and a schema.json into ${folder}`,
  });

export const nameInvalid = (what: string, name: string, wanted: string): ParleyError =>
  inputError('TABLE_NAME_INVALID', { message: `"${name}" is no ${what}.`, repair: `write ${wanted}` });

export const schemaInvalid = (problems: readonly Problem[]): ParleyError => inputError('TABLE_SCHEMA_INVALID', problems);

export const filesInvalid = (folder: string, message: string, repair: string): ParleyError =>
  inputError('TABLE_FILES_INVALID', { file: folder, message, repair });
