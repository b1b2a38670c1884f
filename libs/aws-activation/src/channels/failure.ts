import type { Outcome } from '@parley/activation';

/** What an error of a send says of its messages. */
export interface Failure {
  outcome: Exclude<Outcome, 'sent'>;
  /** The error's name; its text may hold an address, and is never repeated. */
  detail: string;
}

/** Nothing can have been sent: no connection was made, or there was nobody to sign. */
const BEFORE_SENDING: ReadonlySet<string> = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'CredentialsProviderError', 'TokenProviderError']);

const BUSY: ReadonlySet<string> = new Set(['ThrottlingException', 'ThrottledException', 'Throttling', 'ProvisionedThroughputExceededException', 'TooManyRequestsException', 'RequestThrottledException', 'RequestLimitExceeded', 'SlowDown']);

/**
 * Reads an error of a send call. A refusal (4xx) is certain not to have sent anything. Any other end, such as a cut
 * connection, a timeout or a 5xx, comes after the request went out, and hides whether it did.
 */
export function failureOf(error: unknown): Failure {
  const { name = 'Error', code = '', $metadata } = (error ?? {}) as { name?: string; code?: string; $metadata?: { httpStatusCode?: number } };
  if (BEFORE_SENDING.has(code) || BEFORE_SENDING.has(name)) return { outcome: 'throttled', detail: BEFORE_SENDING.has(code) ? code : name };
  const status = $metadata?.httpStatusCode;
  if (status === 429 || (BUSY.has(name) && status !== undefined && status < 500)) return { outcome: 'throttled', detail: name };
  if (status !== undefined && status >= 400 && status < 500) return { outcome: 'failed', detail: name };
  return { outcome: 'unknown', detail: code === '' ? name : code };
}
