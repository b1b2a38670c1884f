import { sqlName, sqlText, withDuckDb } from '@parley/tabular';

/** An engine for the owner's own tables: DuckDB on a laptop, Athena on AWS. SQL given to it is plain enough for both. */
export interface SqlEngine {
  /**
   * Runs one SELECT over Parquet files and writes its rows, in the query's order, as one Parquet file.
   *
   * @param tables relation name to local Parquet files
   */
  select(sql: string, tables: Readonly<Record<string, readonly string[]>>, resultPath: string): Promise<void>;
}

/** The laptop's engine: locked down to the files it is given. */
export const duckDbEngine: SqlEngine = {
  select: (sql, tables, resultPath) =>
    withDuckDb(
      async (connection) => {
        for (const [name, files] of Object.entries(tables)) {
          await connection.run(`CREATE VIEW ${sqlName(name)} AS SELECT * FROM read_parquet([${files.map(sqlText).join(', ')}])`);
        }
        await connection.run(`COPY (${sql}) TO ${sqlText(resultPath)} (FORMAT parquet, COMPRESSION zstd, USE_TMP_FILE false)`);
      },
      { files: [...Object.values(tables).flat(), resultPath], memoryLimit: '2GB' },
    ),
};
