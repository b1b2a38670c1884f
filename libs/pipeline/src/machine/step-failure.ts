import { isParleyError } from '@parley/errors';

/** The names of errors that the machine's retriers and catchers know. */
export const STEP_ERRORS = {
  input: 'Parley.Input',
  refused: 'Parley.Refused',
  fault: 'Parley.Fault',
  /** The quota of running queries is used up: wait. */
  queryQuota: 'Parley.QueryQuota',
  /** A query ended otherwise than well: polling again would not help. */
  analysisFailed: 'Parley.AnalysisFailed',
  gateFailed: 'Parley.GateFailed',
  notApproved: 'Parley.NotApproved',
} as const;

const OF_CODE: Readonly<Record<string, string>> = {
  QUERY_QUOTA: STEP_ERRORS.queryQuota,
  ANALYSIS_FAILED: STEP_ERRORS.analysisFailed,
  ANALYSIS_TOO_LONG: STEP_ERRORS.analysisFailed,
  NOT_APPROVED: STEP_ERRORS.notApproved,
};

/** A step's error as Step Functions sees it: `name` is what retriers match. `cause` is the error itself. */
export class StepFailure extends Error {
  constructor(cause: unknown) {
    super(said(cause), { cause });
    this.name = isParleyError(cause) ? (OF_CODE[cause.code] ?? STEP_ERRORS[cause.kind]) : STEP_ERRORS.fault;
  }
}

/** An unforeseen error's text may hold a value of somebody's row; only its class is passed on. */
function said(error: unknown): string {
  if (isParleyError(error)) return `${error.code}: ${error.message}`;
  return `UNEXPECTED: ${error instanceof Error ? error.constructor.name : typeof error}; the function's log has the stack`;
}
