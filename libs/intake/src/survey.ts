import { columnOfRole, type Party, type TableSpec } from '@parley/contract';
import { inputError } from '@parley/errors';
import { normalizeEmail, normalizePhone } from '@parley/identity';
import { openCsv, ProblemList, typedColumns, type Value, type WrongValue } from '@parley/tabular';
import { KEYS_NOT_UNIQUE, keyRepeated, ROWS_UNUSABLE, tooManyUnusable } from './errors';
import { Identifiers } from './identifiers';

/** Why a row is set aside: no values, only where and what. */
export interface Unusable {
  line: number;
  column: string;
  reason: string;
}

/** What the first reading of a file found. */
export interface Survey {
  /** Data rows, usable or not. */
  rows: number;
  /** Rows from 0 that are set aside, with their reasons. */
  unusable: Map<number, Unusable[]>;
  /** Absent where the table has no such column. */
  emails?: Identifiers;
  phones?: Identifiers;
}

const MOST_UNUSABLE_SHARE = 0.01;
const MOST_UNUSABLE = 1000;

/**
 * Reads a file once, to know before anything is written whether it is sound, and which identifiers are shared. Held in
 * memory: every key and every normalised identifier, up to 1 kB a row at the peak.
 */
export async function survey(party: Party, table: TableSpec, sourcePath: string): Promise<Survey> {
  const [key, email, phone] = (['key', 'email', 'phone'] as const).map((role) => table.columns.findIndex((column) => column.role === role));
  const found: Survey = {
    rows: 0,
    unusable: new Map(),
    ...(columnOfRole(table, 'email') ? { emails: new Identifiers(normalizeEmail) } : {}),
    ...(columnOfRole(table, 'phone') ? { phones: new Identifiers((raw) => normalizePhone(raw, party.country)) } : {}),
  };
  const keys = new Keys(sourcePath, columnOfRole(table, 'key')?.name);
  const wrong = new ProblemList(sourcePath);
  for await (const { line, values, problems } of typedRows(table, sourcePath)) {
    found.emails?.add(text(values, email));
    found.phones?.add(text(values, phone));
    const reasons = [...problems.map(unusable), ...keys.add(line, text(values, key))];
    if (reasons.length > 0) {
      found.unusable.set(found.rows, reasons.slice(0, table.columns.length));
      reasons.forEach((reason) => wrong.add({ line: reason.line, message: `${reason.column}: ${reason.reason}`, code: 'ROW_UNUSABLE' }));
    }
    found.rows += 1;
  }
  keys.throwIfRepeated();
  throwIfTooMany(found, wrong, sourcePath);
  return found;
}

/** The rows of a source file, typed. Errors: those of `openCsv` and `typedColumns`. */
export async function* typedRows(table: TableSpec, sourcePath: string): AsyncGenerator<{ line: number; values: Value[]; problems: WrongValue[] }> {
  const csv = await openCsv(sourcePath);
  try {
    const typed = typedColumns(sourcePath, csv.header, table.columns);
    for await (const row of csv.rows) yield { line: row.line, ...typed.read(row) };
  } finally {
    await csv.close();
  }
}

/** Each key once: a repeated one is an error of the file, an empty one of the row. */
class Keys {
  private readonly firstLine = new Map<string, number>();
  private readonly repeated: ProblemList;

  constructor(file: string, private readonly column: string | undefined) {
    this.repeated = new ProblemList(file);
  }

  add(line: number, key: string): Unusable[] {
    if (this.column === undefined) return [];
    if (key === '') return [{ line, column: this.column, reason: 'the key is empty' }];
    const first = this.firstLine.get(key);
    if (first === undefined) this.firstLine.set(key, line);
    else this.repeated.add(keyRepeated(line, this.column, first));
    return [];
  }

  throwIfRepeated(): void {
    this.repeated.throwIfAny(KEYS_NOT_UNIQUE);
  }
}

function throwIfTooMany(found: Survey, wrong: ProblemList, file: string): void {
  const unusableRows = found.unusable.size;
  if (unusableRows <= found.rows * MOST_UNUSABLE_SHARE && unusableRows < MOST_UNUSABLE) return;
  throw inputError(ROWS_UNUSABLE, [{ file, ...tooManyUnusable(unusableRows, found.rows) }, ...wrong.all()]);
}

function unusable({ line, columnName, expected }: WrongValue): Unusable {
  return { line, column: columnName, reason: `not ${expected}` };
}

function text(values: readonly Value[], column: number | undefined): string {
  return String(values[column ?? -1] ?? '');
}
