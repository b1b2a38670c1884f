import { fault, inputError, type ParleyError } from '@parley/errors';

/** Athena's own words may hold values of the rows, so they stay in Athena. */
export const queryFailed = (id: string, state: string, type: string): ParleyError =>
  fault('ATHENA_QUERY_FAILED', {
    message: `The Athena query ${id} ended as ${state} (${type}).`,
    repair: `See why with: aws athena get-query-execution --query-execution-id ${id}. Then run it again.`,
  });

export const queryTooLong = (id: string, minutes: number): ParleyError =>
  fault('ATHENA_QUERY_TOO_LONG', {
    message: `The Athena query ${id} still runs after ${minutes} minutes.`,
    repair: 'Run the step again: it finds the same query and waits on.',
  });

export const athenaCallFailed = (operation: string, error: unknown): ParleyError =>
  fault(
    'ATHENA_CALL_FAILED',
    { message: `Athena ${operation}: ${(error as Error).name}.`, repair: "Check the role's rights on the workgroup and its database, and the endpoint; then run it again." },
    { cause: error },
  );

export const noRows = (id: string): ParleyError =>
  inputError('ATHENA_NO_ROWS', { message: `The Athena query ${id} returned no rows.`, repair: 'Check that the tables it reads have rows.' });

export const nameUnfit = (what: string, name: string): ParleyError =>
  inputError('ATHENA_NAME_UNFIT', { message: `The ${what} "${name}" can't be used in Athena.`, repair: 'Use small letters, digits and _, beginning with a letter.' });

export const relationEmpty = (name: string): ParleyError =>
  fault('ATHENA_RELATION_EMPTY', { message: `The relation "${name}" has no objects.`, repair: 'Run the step that makes it first.' });

export const objectUnreadable = (uri: string, cause: unknown): ParleyError =>
  fault('ATHENA_OBJECT_UNREADABLE', { message: `The end of ${uri} can't be read.`, repair: 'Run the step that writes it again, and check the rights on its bucket.' }, { cause });
