/**
 * All that a runner ever learns about a query that failed: a code and its fixed text (spec/clean-rooms-semantics.md
 * section 2.8). DuckDB's own messages quote values, so none of them is passed on.
 */
export const QUERY_ERRORS = {
  QUERY_FAILED: 'The query could not be completed.',
  QUERY_FAILED_CAST: 'A value could not be converted to the type the query asks for.',
  QUERY_FAILED_RANGE: 'A number left the range of its type.',
  QUERY_FAILED_MEMORY: 'The query needed more memory than it may use.',
  QUERY_TIMED_OUT: 'The query took longer than it may.',
  QUERY_CANCELLED: 'The query was cancelled.',
  QUERY_PROCESS_LOST: 'The process that ran the query ended before its time.',
  RESULT_TOO_LARGE: 'The result has more rows or bytes than a result may have.',
  RESULT_NAMES_CLASH: 'Two columns of the result have one name; give them different aliases.',
  RESULT_NOT_WRITTEN: 'The result could not be written.',
  TABLE_UNREADABLE: 'A table that the query reads has no files, or lacks columns it declares. Its owner must mend it.',
  TABLE_DATA_INVALID: 'A table that the query reads holds values that do not fit its declared columns. Its owner must mend it.',
  INTERRUPTED: 'The clean room was stopped while the query ran. Start it again.',
  AUDIT_FAILED: 'The audit record could not be written, so the result was withdrawn.',
} as const;

export type QueryErrorCode = keyof typeof QUERY_ERRORS;

export const queryError = (code: QueryErrorCode): { code: string; message: string } => ({ code, message: QUERY_ERRORS[code] });
