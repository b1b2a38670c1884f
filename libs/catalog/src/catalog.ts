/** Names one table: the AWS account, the Glue database in it, and the table. */
export interface TableRef {
  /** 12 digits. */
  account: string;
  database: string;
  table: string;
}

export interface CatalogColumn {
  /** Lower case, as Glue keeps it. */
  name: string;
  /** A Glue type name: see `isGlueType`. */
  type: string;
}

export interface CatalogTable extends TableRef {
  columns: readonly CatalogColumn[];
  /** Columns that stand in the names of folders, `year=2026/`, and not in the files. */
  partitionKeys: readonly CatalogColumn[];
}

/** The data files of a table, all of one format. */
export interface TableFiles {
  format: 'csv' | 'parquet';
  files: readonly TableFile[];
}

export interface TableFile {
  /** Absolute path. */
  path: string;
  /** The value of each partition key, by its name; empty for a table without. */
  partition: Readonly<Record<string, string>>;
}

/**
 * The port to a data catalogue. `putTable` is atomic: a reader sees the old table or the whole new one.
 *
 * Errors (input): TABLE_NOT_FOUND, TABLE_SCHEMA_INVALID, TABLE_FILES_INVALID, TABLE_NAME_INVALID.
 */
export interface Catalog {
  getTable(ref: TableRef): Promise<CatalogTable>;
  /** The tables of one database, sorted by name; empty when there is no such database. */
  listTables(account: string, database: string): Promise<CatalogTable[]>;
  /** Replaces a table. `write` puts the data files into the folder it is given. */
  putTable(table: CatalogTable, write: (folder: string) => Promise<void>): Promise<void>;
  /** Sorted by path. They stay until the table is next replaced. */
  files(ref: TableRef): Promise<TableFiles>;
}
