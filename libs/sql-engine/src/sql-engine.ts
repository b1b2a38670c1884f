import type { TableRef } from '@parley/catalog';

/** What a relation of a query holds: Parquet objects of one shape, by URI, or a table of the catalogue. */
export type SqlRelation = { objects: readonly string[] } | { table: TableRef };

export interface SqlQuery {
  /** One SELECT, plain enough for DuckDB and Trino. It need not order its rows. */
  sql: string;
  /** By the names the SQL calls them. */
  relations: Readonly<Record<string, SqlRelation>>;
  /** A column of the result without ties: rows lie in its order, whichever engine made them. */
  orderBy: string;
  /** The one Parquet object that the rows become. It is replaced whole. */
  resultUri: string;
}

/** An engine for the owner's own tables: DuckDB on a laptop or in a Lambda function, Athena on AWS. */
export interface SqlEngine {
  select(query: SqlQuery): Promise<void>;
}
