import { fault, inputError, type ParleyError, type Problem, refusal } from '@parley/errors';

/** What an AWS call threw, as far as it is known to be an AWS error. */
export interface AwsFailure {
  name: string;
  message: string;
  status: number | undefined;
}

export function awsFailure(error: unknown): AwsFailure {
  const { name, message, $metadata } = error as { name?: unknown; message?: unknown; $metadata?: { httpStatusCode?: number } };
  return { name: String(name ?? 'Error'), message: String(message ?? error), status: $metadata?.httpStatusCode };
}

const DENIED = new Set(['AccessDenied', 'AccessDeniedException', 'AllAccessDisabled']);
const CREDENTIALS = new Set(['CredentialsProviderError', 'ExpiredToken', 'ExpiredTokenException', 'InvalidAccessKeyId', 'InvalidSignatureException', 'SignatureDoesNotMatch', 'UnrecognizedClientException']);

/** An AWS error in Parley's words: AWS_ACCESS_DENIED, AWS_CREDENTIALS (input); AWS_FAILED (fault). `what` is the call, as `S3 GetObject s3://b/k`. */
export function awsError(what: string, error: unknown): ParleyError {
  const { name, message, status } = awsFailure(error);
  const said = `${what}: ${name}: ${message}`;
  if (DENIED.has(name) || status === 403) {
    if (CREDENTIALS.has(name)) return credentialsError(said, error);
    return inputError('AWS_ACCESS_DENIED', { message: said, repair: 'grant this role the call, or use another account' }, { cause: error });
  }
  if (CREDENTIALS.has(name)) return credentialsError(said, error);
  return fault('AWS_FAILED', { message: said, repair: 'run it again; if it stays, look at the service and the network' }, { cause: error });
}

const credentialsError = (said: string, cause: unknown): ParleyError =>
  inputError('AWS_CREDENTIALS', { message: said, repair: 'give credentials of an account that the endpoint knows, and check the clock' }, { cause });

export const objectTooLarge = (uri: string, bytes: number): ParleyError =>
  inputError('OBJECT_TOO_LARGE', {
    message: `${uri} would have ${bytes} bytes; one upload carries 5 GiB at most.`,
    repair: 'write it in several parts',
  });

export const tableMissing = (name: string): ParleyError =>
  inputError('TABLE_NOT_FOUND', { message: `The Glue catalogue has no table ${name}.`, repair: 'create it, or correct the database or table name' });

export const tableUnreadable = (name: string, problems: readonly (Omit<Problem, 'message'> & { message: string })[]): ParleyError =>
  inputError('TABLE_SCHEMA_INVALID', problems.map((problem) => ({ ...problem, message: `Glue table ${name}: ${problem.message}` })));

export const tableFilesInvalid = (uri: string, message: string, repair: string): ParleyError =>
  inputError('TABLE_FILES_INVALID', { message: `${uri}: ${message}`, repair });

export const partitionedTable = (name: string): ParleyError =>
  inputError('TABLE_PARTITIONED', { message: `${name} has partition keys, and such a table is not replaced here.`, repair: 'write a table without, or add partitions by a job of your own' });

export const noPlaceToWrite = (): ParleyError =>
  inputError('TABLES_READ_ONLY', { message: 'This catalogue was given no place for tables that it writes.', repair: 'say where a table goes: locationOf' });

export const queryRefused = (problems: readonly Problem[], cause: unknown): ParleyError => refusal('QUERY_REFUSED', problems, { cause });

export const startRefused = (message: string, cause: unknown): ParleyError =>
  inputError('QUERY_NOT_STARTED', { message, repair: 'mend what it names: the membership, its result settings or its members' }, { cause });

export const queryMissing = (id: string, cause: unknown): ParleyError =>
  inputError('QUERY_NOT_FOUND', { message: `There is no query "${id}" under this membership.`, repair: 'list the queries of the membership' }, { cause });

export const membershipMissing = (id: string, cause: unknown): ParleyError =>
  inputError('MEMBERSHIP_UNKNOWN', {
    message: `There is no membership "${id}" in this account and region.`,
    repair: 'use the membership id of the party that runs the query, with its own credentials',
  }, { cause });

export const quotaStays = (message: string, minutes: number, cause: unknown): ParleyError =>
  fault('QUERY_QUOTA', {
    message: `${message} It stayed so for ${minutes} minutes.`,
    repair: 'let the queries that run end, or have the quota raised; then run it again',
  }, { cause });

export const resultMissing = (location: string): ParleyError =>
  fault('RESULT_MISSING', { message: `The query succeeded, but there is no result below ${location}.`, repair: 'check who may delete in the results bucket' });

export const resultInParts = (location: string, parts: number): ParleyError =>
  fault('RESULT_IN_PARTS', { message: `The result below ${location} has ${parts} files where one was asked for.`, repair: 'ask for singleFileOutput' });

export const answerIncomplete = (what: string, member: string): ParleyError =>
  fault('AWS_FAILED', { message: `${what}: the answer has no ${member}.`, repair: 'check the endpoint: this is no answer of the service' });
