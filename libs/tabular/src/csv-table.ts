import type { ColumnSpec } from '@parley/contract';
import type { ColumnTable } from './column-table';
import { COLUMNS_INVALID } from './errors';
import { ProblemList } from './problem-list';
import { type CsvFile, openCsv } from './read-csv';
import { typedColumns } from './typed-columns';

/**
 * Reads a whole CSV file into memory, every column as text; an empty text is null.
 * Errors: those of `openCsv`.
 */
export async function readCsvTable(path: string): Promise<ColumnTable> {
  const csv = await openCsv(path);
  return collect(path, csv, csv.header.map((name) => ({ name, type: 'string' as const })));
}

/**
 * Reads the declared columns of a whole CSV file into memory, typed.
 * Errors: those of `openCsv`, and an `inputError` with every missing column or value of the wrong type.
 */
export async function readTypedCsvTable(path: string, columns: readonly Pick<ColumnSpec, 'name' | 'type' | 'from'>[]): Promise<ColumnTable> {
  return collect(path, await openCsv(path), columns);
}

async function collect(path: string, csv: CsvFile, columns: readonly Pick<ColumnSpec, 'name' | 'type' | 'from'>[]): Promise<ColumnTable> {
  try {
    const typed = typedColumns(path, csv.header, columns);
    const table: ColumnTable = { rows: 0, columns: typed.columns.map((column) => ({ ...column, values: [] })) };
    const problems = new ProblemList(path);
    for await (const row of csv.rows) {
      const { values, problems: found } = typed.read(row);
      values.forEach((value, index) => table.columns[index]?.values.push(value));
      found.forEach((problem) => problems.add(problem));
      table.rows += 1;
    }
    problems.throwIfAny(COLUMNS_INVALID);
    return table;
  } finally {
    await csv.close();
  }
}
