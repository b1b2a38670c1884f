import { fault, inputError, type ParleyError, type Problem, refusal } from '@parley/errors';
import type { Refusal } from '@parley/analysis-rules';
import type { SpentBudget } from './budgets/budget-state';

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

export const memberCannotQuery = (account: string): Refusal => ({
  code: 'MEMBER_CANNOT_QUERY',
  message: `Account ${account} does not have the ability CAN_QUERY in this collaboration.`,
  repair: 'Let the member that can query run it.',
});

export const templateNotFound = (arn: string): Refusal => ({
  code: 'TEMPLATE_NOT_FOUND',
  message: `There is no analysis template ${arn} in this collaboration.`,
  repair: 'List the templates of the collaboration: each runs only in the one it was created in.',
});

export const receiverNotMember = (account: string): Refusal => ({
  code: 'RESULT_RECEIVER_UNABLE',
  message: `Account ${account} does not have the ability CAN_RECEIVE_RESULTS in this collaboration.`,
  repair: 'Deliver to a member that can receive results.',
});

export const receiverTwice = (account: string): ParleyError =>
  inputError('RESULT_RECEIVER_TWICE', {
    message: `Two results go to ${account}, or to one place.`,
    repair: 'name each receiver once, each with a place of its own',
  });

/** Says which budget is spent and when it is renewed; never how often anyone asked what. */
export function budgetSpent({ table, state }: SpentBudget): Refusal {
  const spent = state.details.filter(({ remainingBudget }) => remainingBudget === 0);
  const named = spent.map(({ budgetType, budget }) => `${budgetType} ${budget}`).join(' and ');
  const ends = spent.map(({ end }) => end);
  const last = ends.every((end) => end !== undefined) ? ends.toSorted((a, b) => a.getTime() - b.getTime()).at(-1) : undefined;
  return {
    code: 'ACCESS_BUDGET_SPENT',
    message: `The access budget of table ${table} is spent (${named}).`,
    rule: 'accessBudget',
    table,
    repair: last ? `Wait until ${last.toISOString()}, when it is renewed, or ask its owner to raise it.` : 'Ask its owner to raise it: it is not renewed by itself.',
  };
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

export const budgetsUnreadable = (file: string, line: number): ParleyError =>
  fault('BUDGETS_UNREADABLE', {
    file,
    line,
    message: 'This line is no record of a budget that was spent, so no query may start.',
    repair: 'find out who changed it, and put the file back from a backup: without it every budget begins anew',
  });

export const stateUnreadable = (file: string): ParleyError =>
  fault('QUERY_STATE_UNREADABLE', { file, message: 'This is no record of a query.', repair: 'move the file away' });

export const partnerUnknown = (partner: string, known: readonly string[]): ParleyError =>
  inputError('PARTNER_UNKNOWN', {
    message: `The contract has no partner "${partner}".`,
    repair: `use one of: ${known.join(', ')}`,
  });
