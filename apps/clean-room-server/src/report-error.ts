import { formatProblem, isParleyError } from '@parley/errors';

/**
 * Says why the server did not start, in the words of the parley command, and gives the exit code: 1 a fault of ours, 2 bad
 * input, 3 refused.
 */
export function reportError(error: unknown, json: boolean): number {
  if (!isParleyError(error)) {
    const said = error instanceof Error ? (error.stack ?? error.message) : String(error);
    return tell({ kind: 'fault', code: 'UNEXPECTED', problems: [] }, `A fault of ours; please report it:\n${said}`, 1, json);
  }
  const { kind, code, problems, exitCode } = error;
  const head = { input: 'This needs mending', refused: 'Refused', fault: 'A fault' }[kind];
  return tell({ kind, code, problems }, [`${head} (${code})`, ...problems.map(formatProblem)].join('\n'), exitCode, json);
}

function tell(error: object, text: string, exitCode: number, json: boolean): number {
  process.stderr.write(`${text}\n`);
  if (json) process.stdout.write(`${JSON.stringify({ error }, null, 2)}\n`);
  return exitCode;
}
