import type { Logger } from '@aws-lambda-powertools/logger';
import { isParleyError } from '@parley/errors';

/**
 * Puts a failure in the log. Parley's own errors name places and no values. Any other error's text may quote a value, so only
 * its class and where it came from are written.
 */
export function logFailure(logger: Pick<Logger, 'error'>, error: unknown, what = 'step failed'): void {
  if (isParleyError(error)) {
    const { kind, code, problems } = error;
    logger.error(what, { kind, code, problems });
    return;
  }
  const { name, stack = '' } = error instanceof Error ? error : { name: typeof error };
  logger.error(what, { kind: 'fault', code: 'UNEXPECTED', class: name, at: stack.split('\n').filter((line) => /^\s+at /.test(line)).map((line) => line.trim()) });
}
