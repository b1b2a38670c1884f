import { inputError, type ParleyError, type Problem } from '@parley/errors';

/** Problems of one file that are shown one by one; more are only counted. */
export const SHOWN_PROBLEMS = 20;

/** Gathers the problems of one file: the first 20 in full, the rest as a number, so that memory stays flat. */
export class ProblemList {
  private readonly shown: Problem[] = [];
  private total = 0;

  constructor(private readonly file: string) {}

  get count(): number {
    return this.total;
  }

  add(problem: Problem): void {
    this.total += 1;
    if (this.shown.length < SHOWN_PROBLEMS) this.shown.push({ file: this.file, ...problem });
  }

  /** Counts problems that are known only by their number. */
  more(count: number): void {
    this.total += count;
  }

  /** The shown problems in order of line, and one that counts the others. */
  all(): Problem[] {
    const inOrder = [...this.shown].sort((a, b) => (a.line ?? 0) - (b.line ?? 0));
    const hidden = this.total - this.shown.length;
    return hidden === 0 ? inOrder : [...inOrder, { file: this.file, message: `and ${hidden} more`, code: 'MORE' }];
  }

  error(code: string): ParleyError {
    return inputError(code, this.all());
  }

  throwIfAny(code: string): void {
    if (this.total > 0) throw this.error(code);
  }
}
