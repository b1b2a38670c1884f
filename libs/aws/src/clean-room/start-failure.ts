import { ValidationException } from '@aws-sdk/client-cleanrooms';
import type { ParleyError } from '@parley/errors';
import { awsError, awsFailure, membershipMissing, queryRefused, startRefused } from '../errors';
import { refusalProblems } from './refusal-problems';

/** What to do about a start that failed. */
export type StartFailure =
  /** Too many queries run: wait for one to end. */
  | { next: 'wait for a slot' }
  /** Asked too often: nothing was started. */
  | { next: 'slow down' }
  /** The answer was lost: it may have been started, or not. */
  | { next: 'look for it' }
  | { next: 'give up'; error: ParleyError };

export function startFailure(error: unknown, membershipId: string): StartFailure {
  const { name, status } = awsFailure(error);
  if (name === 'ServiceQuotaExceededException' || status === 402) return { next: 'wait for a slot' };
  if (name === 'ThrottlingException' || status === 429) return { next: 'slow down' };
  if (error instanceof ValidationException) {
    const refused = error.reason === 'INVALID_QUERY';
    return { next: 'give up', error: refused ? queryRefused(refusalProblems(error), error) : startRefused(told(error), error) };
  }
  if (name === 'ResourceNotFoundException') return { next: 'give up', error: membershipMissing(membershipId, error) };
  if (status !== undefined && status < 500) return { next: 'give up', error: awsError(`Clean Rooms StartProtectedQuery (${name})`, error) };
  if (name === 'CredentialsProviderError') return { next: 'give up', error: awsError('Clean Rooms StartProtectedQuery', error) };
  return { next: 'look for it' };
}

function told({ message, fieldList }: ValidationException): string {
  const fields = (fieldList ?? []).map((field) => `${field.name}: ${field.message}`);
  return [message, ...fields].join('\n');
}
