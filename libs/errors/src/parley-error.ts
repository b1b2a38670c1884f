/** Where a problem is: `line` and `column` count from 1. */
export interface Place {
  file?: string;
  line?: number;
  column?: number;
}

/** One thing that is wrong, said so that its reader can mend it. */
export interface Problem extends Place {
  /** What is wrong, in one sentence. Never holds a value from a person's row. */
  message: string;
  /** What to write or do instead. */
  repair?: string;
  /** A stable name for tests and tools, such as `CONTRACT_UNKNOWN_COLUMN`. */
  code?: string;
}

/** `input`: the user can mend it (exit 2). `refused`: a rule or a gate said no (exit 3). `fault`: our bug or the machine (exit 1). */
export type ErrorKind = 'input' | 'refused' | 'fault';

const BRAND = Symbol.for('parley.error');

/** The one error family of Parley. `code` is stable; `problems` holds every problem found, not just the first. */
export class ParleyError extends Error {
  readonly [BRAND] = true;

  constructor(
    readonly kind: ErrorKind,
    readonly code: string,
    readonly problems: readonly Problem[],
    options?: ErrorOptions,
  ) {
    super(problems.map(formatProblem).join('\n'), options);
    this.name = 'ParleyError';
  }

  /** 1 fault, 2 bad input, 3 refused (DESIGN section 11). */
  get exitCode(): 1 | 2 | 3 {
    return this.kind === 'input' ? 2 : this.kind === 'refused' ? 3 : 1;
  }
}

/** True for a ParleyError of any copy of this package: it looks at the brand, not the class. */
export function isParleyError(error: unknown): error is ParleyError {
  return typeof error === 'object' && error !== null && BRAND in error;
}

/** `file:line:column: message` and the repair on a line of its own. */
export function formatProblem(problem: Problem): string {
  const place = [problem.file, problem.line, problem.line === undefined ? undefined : problem.column]
    .filter((part) => part !== undefined)
    .join(':');
  const head = place ? `${place}: ${problem.message}` : problem.message;
  return problem.repair ? `${head}\n    repair: ${problem.repair}` : head;
}

/** Bad input: one problem or many. */
export function inputError(code: string, problems: Problem | readonly Problem[], options?: ErrorOptions): ParleyError {
  return new ParleyError('input', code, asList(problems), options);
}

/** A rule or a gate refused. */
export function refusal(code: string, problems: Problem | readonly Problem[], options?: ErrorOptions): ParleyError {
  return new ParleyError('refused', code, asList(problems), options);
}

/** A fault of ours or of the machine. */
export function fault(code: string, problems: Problem | readonly Problem[], options?: ErrorOptions): ParleyError {
  return new ParleyError('fault', code, asList(problems), options);
}

function asList(problems: Problem | readonly Problem[]): readonly Problem[] {
  return Array.isArray(problems) ? problems : [problems as Problem];
}
