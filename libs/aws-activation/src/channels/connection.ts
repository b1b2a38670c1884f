import type { AwsCredentialIdentity, AwsCredentialIdentityProvider } from '@smithy/types';

/** Where and as whom to speak to AWS. */
export interface Connection {
  region: string;
  /** Another endpoint than AWS's, such as a test's. */
  endpoint?: string;
  /** Without it the SDK looks where it always does. */
  credentials?: AwsCredentialIdentity | AwsCredentialIdentityProvider;
  /** Milliseconds to wait for an answer; well below the lease of a message. */
  requestTimeout?: number;
}

const CONNECT_MS = 5000;
const ANSWER_MS = 30_000;

/**
 * Settings of a client that sends to people. None of the send operations takes a client token, so the SDK's own retries are
 * off: a second try after a lost answer would be a second message. What may be tried again, the sender tries again.
 */
export function sendingSettings({ region, endpoint, credentials, requestTimeout = ANSWER_MS }: Connection) {
  return {
    region,
    maxAttempts: 1,
    requestHandler: { connectionTimeout: CONNECT_MS, requestTimeout, throwOnRequestTimeout: true },
    ...(endpoint === undefined ? {} : { endpoint }),
    ...(credentials === undefined ? {} : { credentials }),
  };
}
