import { isSuppressed, type OracleRow } from './evaluate/evaluate-query';
import type { Query, Value } from './model';

export type Cells = readonly (string | null)[];

export type WrongRows = 'released a row that rests on too few' | 'released other rows' | 'released rows in another order';

/** What is wrong with the rows that came out of DuckDB, beside the oracle's; nothing where they agree. */
export function checkRows(released: readonly Cells[], made: readonly OracleRow[], query: Query): WrongRows | undefined {
  const kept = made.filter((row) => !isSuppressed(row));
  const stray = strayOf(released, kept);
  const isHeldBack = (cells: Cells): boolean => made.some((row) => isSuppressed(row) && isSame(cells, row));
  if (stray.some(isHeldBack)) return 'released a row that rests on too few';
  if (stray.length > 0) return 'released other rows';
  if (released.length !== Math.min(kept.length, query.limit ?? Infinity)) return 'released other rows';
  return query.orderBy.length > 0 && !isSorted(released, kept, query.orderBy) ? 'released rows in another order' : undefined;
}

/** The released rows that no oracle row is left for. */
function strayOf(released: readonly Cells[], kept: readonly OracleRow[]): Cells[] {
  const left = [...kept];
  return released.filter((cells) => {
    const at = left.findIndex((row) => isSame(cells, row));
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
}

const isSame = (cells: Cells, row: OracleRow): boolean => cells.length === row.cells.length && row.cells.every((value, index) => isSameCell(value, cells[index] ?? null));

function isSameCell(value: Value, text: string | null): boolean {
  if (value === null || text === null) return value === text;
  if (typeof value === 'string') return value === text;
  return Math.abs(value - Number(text)) <= 1e-9 * Math.max(1, Math.abs(value));
}

/** Rows with equal keys may come in any order among themselves. */
function isSorted(released: readonly Cells[], kept: readonly OracleRow[], orderBy: Query['orderBy']): boolean {
  const left = [...kept].sort((a, b) => compareKeys(a, b, orderBy));
  return released.every((cells) => {
    const [first] = left;
    const at = left.findIndex((row) => first && compareKeys(first, row, orderBy) === 0 && isSame(cells, row));
    if (at >= 0) left.splice(at, 1);
    return at >= 0;
  });
}

function compareKeys(a: OracleRow, b: OracleRow, orderBy: Query['orderBy']): number {
  for (const [index, { descending, nulls }] of orderBy.entries()) {
    const [x, y] = [a.sortKeys[index] ?? null, b.sortKeys[index] ?? null];
    // Spark's NULLs come first going up and last going down.
    const nullsFirst = nulls ? nulls === 'FIRST' : !descending;
    const order = x === null || y === null ? compareNulls(x, y, nullsFirst) : compareValues(x, y) * (descending ? -1 : 1);
    if (order !== 0) return order;
  }
  return 0;
}

const compareNulls = (x: Value, y: Value, nullsFirst: boolean): number => (x === y ? 0 : (x === null) === nullsFirst ? -1 : 1);

const compareValues = (x: string | number, y: string | number): number => (x === y ? 0 : x < y ? -1 : 1);
