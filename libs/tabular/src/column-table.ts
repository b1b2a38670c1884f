import type { ColumnType } from '@parley/contract';

/** One cell. Dates are `YYYY-MM-DD`, timestamps `YYYY-MM-DDTHH:MM:SS.mmmZ` (UTC); an absent value is null. */
export type Value = string | number | boolean | null;

export interface ColumnHead {
  name: string;
  type: ColumnType;
}

/** A column; `values` has one entry a row. A `bigint` is a number within the safe integers. */
export interface TableColumn extends ColumnHead {
  values: Value[];
}

/** A table, column by column. */
export interface ColumnTable {
  rows: number;
  columns: TableColumn[];
}
