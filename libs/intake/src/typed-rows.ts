import type { TableSpec } from '@parley/contract';
import { type CsvOptions, openCsv, typedColumns, type Value, type WrongValue } from '@parley/tabular';

export interface TypedSourceRow {
  line: number;
  /** In the order of the declared columns. */
  values: Value[];
  problems: WrongValue[];
}

/** The rows of a source file, typed, in arrays of some thousand. Errors: those of `openCsv` and `typedColumns`. */
export async function* typedRows(table: TableSpec, sourcePath: string, options: CsvOptions): AsyncGenerator<TypedSourceRow[]> {
  const csv = await openCsv(sourcePath, options);
  try {
    const typed = typedColumns(sourcePath, csv.header, table.columns);
    for await (const batch of csv.batches) yield batch.map((row) => ({ line: row.line, ...typed.read(row) }));
  } finally {
    await csv.close();
  }
}
