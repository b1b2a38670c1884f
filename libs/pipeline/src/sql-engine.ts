import { withDuckDb } from '@parley/tabular';

/** An engine for the owner's own tables: DuckDB on a laptop, Athena on AWS. SQL given to it is plain enough for both. */
export interface SqlEngine {
  /**
   * Runs one SELECT over Parquet files and writes its rows as one Parquet file.
   *
   * @param tables relation name to local Parquet files
   */
  select(sql: string, tables: Record<string, readonly string[]>, resultPath: string): Promise<void>;
}

/** The laptop's engine. Rows keep the order the query gives them. */
export const duckDbEngine: SqlEngine = {
  select: (sql, tables, resultPath) =>
    withDuckDb(async (connection) => {
      for (const [name, files] of Object.entries(tables)) {
        const list = files.map((file) => literal(file)).join(', ');
        await connection.run(`CREATE VIEW ${name} AS SELECT * FROM read_parquet([${list}])`);
      }
      await connection.run(`COPY (${sql}) TO ${literal(resultPath)} (FORMAT parquet, COMPRESSION zstd)`);
    }),
};

const literal = (text: string): string => `'${text.replaceAll("'", "''")}'`;
