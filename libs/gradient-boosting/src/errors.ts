import { inputError, type ParleyError, type Problem } from '@parley/errors';

/** Nothing to learn from: no rows or no columns. */
export const emptyTrainingData = (rows: number, features: number): ParleyError =>
  inputError('TRAINING_DATA_EMPTY', {
    message: `The training data has ${rows} rows and ${features} columns.`,
    repair: 'Give at least one row and one feature column.',
  });

/** The labels hold one class, so there is nothing to tell apart. */
export const oneClass = (rows: number, positives: number): ParleyError =>
  inputError('LABEL_ONE_CLASS', {
    message: `The label has one class only: ${positives} of ${rows} rows are positive.`,
    repair: 'Train on rows of both classes; check the label column and the value that means yes.',
  });

/** Labels are 0 or 1; anything else is a missing or miscoded label. */
export const labelNotBinary = (rows: readonly number[]): ParleyError =>
  inputError('LABEL_NOT_BINARY', {
    message: `The label is neither 0 nor 1 in rows counted from 0: ${rows.join(', ')}.`,
    repair: 'Drop rows without a label, and code yes as 1 and no as 0.',
  });

/** A column or the labels are not as long as the data says. */
export const unequalLengths = (problems: readonly Problem[]): ParleyError => inputError('DATA_UNEQUAL_LENGTHS', problems);

/** Columns are found by name, so a name may stand once. */
export const duplicateFeatures = (names: readonly string[]): ParleyError =>
  inputError(
    'FEATURE_DUPLICATE',
    names.map((name) => ({ message: `The feature ${name} is there twice.`, repair: 'Rename or drop one of the two.' })),
  );

/** A category code points outside the feature's list of categories. */
export const codeOutOfRange = (name: string, row: number): ParleyError =>
  inputError('CATEGORY_CODE_OUT_OF_RANGE', {
    message: `The feature ${name} has a category code without a category in row ${row} (counted from 0).`,
    repair: 'Use -1 for missing, else an index into the categories.',
  });

/** Settings outside what the trainer can do. */
export const badSettings = (problems: readonly Problem[]): ParleyError => inputError('MODEL_OPTIONS_INVALID', problems);

/** The data to score lacks columns the model was trained on, or has them as another kind. */
export const columnsDoNotFit = (problems: readonly Problem[]): ParleyError => inputError('SCORE_COLUMNS_MISMATCH', problems);

/** The model file is not JSON, not a model, or its parts contradict each other. */
export const badModel = (problems: readonly Problem[], cause?: unknown): ParleyError =>
  inputError('MODEL_FILE_INVALID', problems, { cause });

/** Logistic regression is linear: an infinite value has no place on its scale. */
export const notFinite = (names: readonly string[]): ParleyError =>
  inputError(
    'VALUE_NOT_FINITE',
    names.map((name) => ({ message: `The feature ${name} holds an infinite number.`, repair: 'Cap the value, or make it missing.' })),
  );
