import { fault, inputError, type ParleyError } from '@parley/errors';

/** The texts of this package's errors. */
export const feedbackErrors = {
  storeDamaged: (file: string, line: number): ParleyError =>
    fault('FEEDBACK_DAMAGED', { file, line, message: 'this line is not a record of feedback; only the last line may be cut short', repair: 'restore the file from a backup, or take the line out' }),
  windowInvalid: (days: number): ParleyError =>
    inputError('WINDOW_INVALID', { message: `an outcome window of ${days} days is none`, repair: 'give more than 0 and at most 365 days' }),
};
