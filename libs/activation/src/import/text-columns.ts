import type { ColumnTable, ProblemList } from '@parley/tabular';

/** Reads texts of named columns, blanks trimmed, null as empty; a column that is missing is a problem. */
export function textColumns<N extends string>(table: ColumnTable, names: readonly N[], problems: ProblemList): (name: N, row: number) => string {
  const byName = new Map(table.columns.map(({ name, values }) => [name, values]));
  for (const name of names) {
    if (!byName.has(name)) problems.add({ line: 1, message: `there is no column ${name}`, repair: `the columns are: ${names.join(', ')}` });
  }
  return (name, row) => {
    const value = byName.get(name)?.[row];
    return typeof value === 'string' ? value.trim() : '';
  };
}
