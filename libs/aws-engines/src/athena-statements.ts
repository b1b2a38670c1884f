import type { Athena, QueryExecution } from '@aws-sdk/client-athena';
import { setTimeout as sleep } from 'node:timers/promises';
import { athenaCallFailed, queryFailed, queryTooLong } from './errors';

export interface AthenaPlace {
  /** With region, endpoint and credentials. */
  athena: Pick<Athena, 'startQueryExecution' | 'getQueryExecution'>;
  /** Says where Athena's own answers go. */
  workGroup: string;
  /** Milliseconds between the first two looks; later ones wait longer. */
  pollMs?: number;
  /** How long a statement may take: within the time that a Lambda function has. */
  mostMinutes?: number;
}

const SLOWEST_POLL_MS = 5000;

/** An end that is no success, and whether Athena says that another try may help. */
export interface FailedStatement {
  id: string;
  state: string;
  type: string;
  retryable: boolean;
}

/**
 * Runs a statement and waits for its end.
 *
 * @param token the same text and token again is the same execution, also for another process; without one, each call is a new one
 * @throws fault ATHENA_CALL_FAILED, ATHENA_QUERY_TOO_LONG
 */
export async function tryStatement(text: string, { athena, workGroup, pollMs = 500, mostMinutes = 13 }: AthenaPlace, token?: string): Promise<{ id: string } | FailedStatement> {
  const request = { QueryString: text, WorkGroup: workGroup, ...(token === undefined ? {} : { ClientRequestToken: token }) };
  const { QueryExecutionId: id = '' } = await calling('StartQueryExecution', athena.startQueryExecution(request));
  const until = performance.now() + mostMinutes * 60_000;
  for (let pause = pollMs; ; pause = Math.min(pause * 1.5, SLOWEST_POLL_MS)) {
    const { QueryExecution: execution } = await calling('GetQueryExecution', athena.getQueryExecution({ QueryExecutionId: id }));
    const state = execution?.Status?.State;
    if (state === 'SUCCEEDED') return { id };
    if (state === 'FAILED' || state === 'CANCELLED') return { id, state, ...causeOf(execution) };
    if (performance.now() > until) throw queryTooLong(id, mostMinutes);
    await sleep(pause);
  }
}

/** As `tryStatement`. @throws fault ATHENA_QUERY_FAILED too */
export async function runStatement(text: string, place: AthenaPlace): Promise<void> {
  const ended = await tryStatement(text, place);
  if ('state' in ended) throw queryFailed(ended.id, ended.state, ended.type);
}

/** Categories as the API has them: 1 Athena, 2 the query or its data, 3 other. */
function causeOf(execution: QueryExecution | undefined): { type: string; retryable: boolean } {
  const { ErrorCategory, ErrorType, Retryable = false } = execution?.Status?.AthenaError ?? {};
  return { type: `category ${ErrorCategory ?? 'unknown'}, type ${ErrorType ?? 'unknown'}`, retryable: Retryable };
}

const calling = <T>(operation: string, call: Promise<T>): Promise<T> =>
  call.catch((error: unknown) => {
    throw athenaCallFailed(operation, error);
  });
