import { type FieldProblem, type ServiceError, validation } from '../service-error';

const MOST = 50;

/** Gathers what is wrong with a request, so that all of it is said at once. Never holds a value of the request. */
export class ProblemList {
  private readonly byName = new Map<string, FieldProblem>();
  private dropped = 0;

  /**
   * A member has one problem, its first: a label that can't be decoded is not also missing.
   * @param name the member's path, such as `members[0].accountId`; @param rule what it must be: `must not be null`
   */
  add(name: string, rule: string): void {
    if (this.byName.has(name)) return;
    if (this.byName.size >= MOST) this.dropped += 1;
    else this.byName.set(name, { name, message: `Value at '${name}' failed to satisfy constraint: Member ${rule}` });
  }

  /** The ValidationException that names them all, or nothing. Its text has the form that AWS gives it. */
  error(): ServiceError | undefined {
    const problems = [...this.byName.values()];
    if (problems.length === 0) return undefined;
    const count = problems.length + this.dropped;
    const head = `${count} validation error${count === 1 ? '' : 's'} detected: `;
    const tail = this.dropped > 0 ? `; and ${this.dropped} more` : '';
    return validation(head + problems.map(({ message }) => message).join('; ') + tail, 'FIELD_VALIDATION_FAILED', problems);
  }
}
