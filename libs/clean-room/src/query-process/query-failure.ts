import type { QueryErrorCode } from './query-error-codes';

/** A query failed. `code` is for the runner; `detail` may hold data and is for the owner's log alone. */
export class QueryFailure extends Error {
  constructor(
    readonly code: QueryErrorCode,
    readonly detail: string,
  ) {
    super(code);
    this.name = 'QueryFailure';
  }
}

/** Any error as a failure: one that nobody foresaw is QUERY_FAILED. */
export function asFailure(error: unknown): QueryFailure {
  if (error instanceof QueryFailure) return error;
  return new QueryFailure('QUERY_FAILED', error instanceof Error ? (error.stack ?? error.message) : String(error));
}

/** What the process was doing: DuckDB's message means one thing while loading and another while running. */
export type Phase = 'load' | 'run' | 'write';

// DuckDB names the class of an error at the start of its message, such as "Conversion Error: …".
const BY_CLASS: Record<Phase, Readonly<Record<string, QueryErrorCode>>> = {
  load: { 'Out of Memory Error': 'QUERY_FAILED_MEMORY', 'IO Error': 'TABLE_UNREADABLE', 'Binder Error': 'TABLE_UNREADABLE' },
  run: {
    'Out of Memory Error': 'QUERY_FAILED_MEMORY',
    'Conversion Error': 'QUERY_FAILED_CAST',
    'Out of Range Error': 'QUERY_FAILED_RANGE',
  },
  write: { 'Out of Memory Error': 'RESULT_TOO_LARGE' },
};
const OTHERWISE: Record<Phase, QueryErrorCode> = { load: 'TABLE_DATA_INVALID', run: 'QUERY_FAILED', write: 'RESULT_NOT_WRITTEN' };

/** Does a part of the work, and turns what goes wrong in it into a failure with a code of the fixed table. */
export async function during<T>(phase: Phase, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof QueryFailure) throw error;
    const detail = error instanceof Error ? error.message : String(error);
    const duckdbClass = /^([A-Za-z ]+ Error):/.exec(detail)?.[1] ?? '';
    throw new QueryFailure(BY_CLASS[phase][duckdbClass] ?? OTHERWISE[phase], `${phase}: ${detail}`);
  }
}
