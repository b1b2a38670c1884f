import { fault, inputError, type ParleyError, type Problem, refusal } from '@parley/errors';
import type { Refusal } from '@parley/analysis-rules';

export const membershipUnknown = (membershipId: string): ParleyError =>
  inputError('MEMBERSHIP_UNKNOWN', {
    message: `There is no membership "${membershipId}" here.`,
    repair: 'use the membership id of the party that runs the query',
  });

export const queryUnknown = (queryId: string): ParleyError =>
  inputError('QUERY_NOT_FOUND', {
    message: `There is no query "${queryId}" under this membership.`,
    repair: 'list the queries of the membership',
  });

export const queryEnded = (queryId: string, status: string): ParleyError =>
  inputError('QUERY_ENDED', {
    message: `Query "${queryId}" is ${status}: only a query that has not ended can be cancelled.`,
    repair: 'start another query',
  });

/** The problems say what each refusal says; none of them holds data. */
export const queryRefused = (refusals: readonly Refusal[]): ParleyError => refusal('QUERY_REFUSED', refusals.map(refusalProblem));

/** A refusal as a problem of the query's text. */
export function refusalProblem({ code, message, rule, span, repair }: Refusal): Problem {
  const place = span ? { line: span.line, column: span.column } : {};
  return { file: 'query', ...place, code, message: `[${code}] ${message}${rule ? ` (${rule})` : ''}`, repair };
}

export const cleanRoomInUse = (file: string, holder: number | undefined, cause: unknown): ParleyError =>
  inputError(
    'CLEAN_ROOM_IN_USE',
    {
      file,
      message: `Another run${holder === undefined ? '' : ` (process ${holder})`} is using this clean room.`,
      repair: 'wait for it to end, or work in another folder',
    },
    { cause },
  );

export const cleanRoomClosed = (): ParleyError =>
  fault('CLEAN_ROOM_CLOSED', { message: 'The clean room was closed.', repair: 'open a new one' });

export const auditUnreadable = (file: string, line: number): ParleyError =>
  fault('AUDIT_UNREADABLE', {
    file,
    line,
    message: 'This line of the audit file is no audit record, so nothing may be added to it.',
    repair: 'find out who changed it; then move the file away to begin a new one',
  });

export const stateUnreadable = (file: string): ParleyError =>
  fault('QUERY_STATE_UNREADABLE', { file, message: 'This is no record of a query.', repair: 'move the file away' });

export const partnerUnknown = (partner: string, known: readonly string[]): ParleyError =>
  inputError('PARTNER_UNKNOWN', {
    message: `The contract has no partner "${partner}".`,
    repair: `use one of: ${known.join(', ')}`,
  });
