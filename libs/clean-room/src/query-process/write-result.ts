import type { DuckDBConnection, DuckDBResult } from '@duckdb/node-api';
import { stat } from 'node:fs/promises';
import { openWriter } from './engine';
import type { QueryJob } from './job';
import { during, QueryFailure } from './query-failure';
import { quoteName, quoteText } from './sql-text';

const MIB = 1024 * 1024;

/**
 * Writes a query's rows to `resultPath` and to every copy; gives their number.
 *
 * `COPY … TO` needs access to files, which the locked engine does not have. So the rows go, chunk by chunk, to a second
 * engine that never sees the query: it holds one table of the same columns, and writes it as CSV or Parquet.
 */
export async function writeResult(result: DuckDBResult, job: QueryJob): Promise<number> {
  const { limits } = job;
  const writer = await during('write', () => tableLike(result, job));
  const rows = await copyRows(result, writer, limits.maxRows);
  for (const { resultPath, format } of [job, ...(job.copies ?? [])]) {
    const options = format === 'CSV' ? 'FORMAT csv, HEADER true' : 'FORMAT parquet, COMPRESSION zstd';
    await during('write', () => writer.run(`COPY result TO ${quoteText(resultPath)} (${options})`));
    const { size } = await during('write', () => stat(resultPath));
    if (size > limits.maxResultMb * MIB) throw new QueryFailure('RESULT_TOO_LARGE', `write: ${size} bytes`);
  }
  return rows;
}

async function tableLike(result: DuckDBResult, job: QueryJob): Promise<DuckDBConnection> {
  const names = result.columnNames();
  if (new Set(names.map((name) => name.toLowerCase())).size < names.length) {
    throw new QueryFailure('RESULT_NAMES_CLASH', `write: the columns are ${names.join(', ')}`);
  }
  const writer = await openWriter(job.limits);
  const columns = names.map((name, index) => `${quoteName(name)} ${result.columnType(index).toString()}`);
  await writer.run(`CREATE TABLE result (${columns.join(', ')})`);
  return writer;
}

async function copyRows(result: DuckDBResult, writer: DuckDBConnection, maxRows: number): Promise<number> {
  const appender = await writer.createAppender('result');
  let rows = 0;
  for (;;) {
    const chunk = await during('run', () => result.fetchChunk());
    if (!chunk || chunk.rowCount === 0) break;
    rows += chunk.rowCount;
    if (rows > maxRows) throw new QueryFailure('RESULT_TOO_LARGE', `run: more than ${maxRows} rows`);
    await during('write', async () => appender.appendDataChunk(chunk));
  }
  await during('write', async () => appender.closeSync());
  return rows;
}
