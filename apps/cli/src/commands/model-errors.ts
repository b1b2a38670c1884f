import { inputError, type ParleyError, type Problem } from '@parley/errors';

/** Columns the command line names and the file lacks: all of them at once. */
export const columnsUnknown = (file: string, wanted: readonly { option: string; column: string }[], present: readonly string[]): ParleyError =>
  inputError(
    'MODEL_COLUMN_UNKNOWN',
    wanted.map(({ option, column }) => ({
      file,
      message: `${option} names the column ${column}, which the file lacks.`,
      repair: `The file has: ${present.join(', ')}.`,
    })),
  );

export const labelMissing = (file: string, column: string, rows: number): ParleyError =>
  inputError('MODEL_LABEL_MISSING', {
    file,
    message: `${rows} rows have no value in the label column ${column}.`,
    repair: 'Take rows without a label out of the training file.',
  });

export const labelOneClass = (file: string, column: string): ParleyError =>
  inputError('MODEL_LABEL_ONE_CLASS', {
    file,
    message: `All rows of the label column ${column} have the same value, so there is nothing to tell apart.`,
    repair: 'Train on rows of both kinds; check that --label names the right column.',
  });

export const positiveUnseen = (file: string, column: string, positive: string): ParleyError =>
  inputError('MODEL_POSITIVE_UNSEEN', {
    file,
    message: `No row of ${column} has the value ${positive}.`,
    repair: 'Give --positive the text that means yes, just as it stands in the file.',
  });

export const positiveUnclear = (file: string, column: string, values: number): ParleyError =>
  inputError('MODEL_POSITIVE_UNCLEAR', {
    file,
    message: `The label column ${column} has ${values} different values, and which means yes is not plain.`,
    repair: 'Say which with --positive VALUE.',
  });

export const noFeatures = (file: string): ParleyError =>
  inputError('MODEL_NO_FEATURES', {
    file,
    message: 'No column is left to learn from.',
    repair: 'Drop fewer columns, or add some besides the label and the time.',
  });

export const timeUnreadable = (file: string, column: string): ParleyError =>
  inputError('MODEL_TIME_UNREADABLE', {
    file,
    message: `The time column ${column} holds values that are neither all numbers nor all dates.`,
    repair: 'Write every value as a number, as YYYY-MM-DD, or as YYYY-MM-DDTHH:MM:SSZ.',
  });

export const notNumeric = (file: string, problems: readonly { column: string; row: number }[]): ParleyError =>
  inputError(
    'MODEL_VALUE_NOT_NUMERIC',
    problems.map(({ column, row }) => ({
      file,
      message: `The model knows ${column} as numbers; row ${row} (the first below the header is 1) holds something else.`,
      repair: 'Mend the value, or leave it empty for missing.',
    })),
  );

export const modelFileMissing = (file: string, cause: unknown): ParleyError =>
  inputError('MODEL_FILE_UNREADABLE', { file, message: 'The model file cannot be read.', repair: 'Check the path, or run parley model train.' }, { cause });

export const modelFileInvalid = (file: string, problems: readonly Problem[], cause?: unknown): ParleyError =>
  inputError('MODEL_FILE_INVALID', problems.map((problem) => ({ ...problem, file })), { cause });
