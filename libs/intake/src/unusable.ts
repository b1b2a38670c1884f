import { inputError } from '@parley/errors';
import { ProblemList, type WrongValue } from '@parley/tabular';
import { ROWS_UNUSABLE, tooManyUnusable } from './errors';

/** Why a row is set aside: no values, only where and what. */
export interface Unusable {
  line: number;
  column: string;
  reason: string;
}

const MOST_UNUSABLE_SHARE = 0.01;
const MOST_UNUSABLE = 1000;

/** Gathers what is set aside of one file, and refuses the file when it is too much: no more than 999 rows are ever held. */
export class UnusableRows {
  readonly reasons: Unusable[] = [];
  private readonly shown: ProblemList;
  private count = 0;

  constructor(private readonly file: string) {
    this.shown = new ProblemList(file);
  }

  get rows(): number {
    return this.count;
  }

  /** @throws inputError ROWS_UNUSABLE with the thousandth: nothing that follows could save the file. `row`: its number, from 1. */
  add(row: number, reasons: readonly Unusable[]): void {
    this.count += 1;
    this.reasons.push(...reasons);
    for (const { line, column, reason } of reasons) this.shown.add({ line, message: `${column}: ${reason}`, code: 'ROW_UNUSABLE' });
    if (this.count >= MOST_UNUSABLE) this.refuse(`the first ${row}`);
  }

  /** @throws inputError ROWS_UNUSABLE if they are more than 1 % of the file's rows. */
  throwIfTooMany(rows: number): void {
    if (this.count > rows * MOST_UNUSABLE_SHARE) this.refuse(String(rows));
  }

  private refuse(rows: string): never {
    throw inputError(ROWS_UNUSABLE, [{ file: this.file, ...tooManyUnusable(this.count, rows) }, ...this.shown.all()]);
  }
}

export function unusable({ line, columnName, expected }: WrongValue): Unusable {
  return { line, column: columnName, reason: `not ${expected}` };
}
