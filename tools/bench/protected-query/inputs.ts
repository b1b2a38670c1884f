import { DuckDBInstance } from '@duckdb/node-api';
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** Rows of the owner's table a person. */
const ROWS_A_PERSON = 5;
/** People who alone, or nearly, have their segment: their groups are suppressed. */
const RARE_PEOPLE = 200;

/** Parquet files of the two tables, which join to `rows` rows. Made once, and kept in the system's temporary folder. */
export async function inputFiles(rows: number): Promise<Record<'seg' | 'crm', string>> {
  const folder = join(tmpdir(), 'parley-bench-protected-query', `rows-${rows}`);
  if (!existsSync(folder)) await makeInputs(folder, rows);
  return { seg: join(folder, 'seg.parquet'), crm: join(folder, 'crm.parquet') };
}

async function makeInputs(folder: string, rows: number): Promise<void> {
  mkdirSync(dirname(folder), { recursive: true });
  const draft = mkdtempSync(`${folder}-`);
  const people = Math.ceil(rows / ROWS_A_PERSON);
  const connection = await (await DuckDBInstance.create(':memory:', { threads: '2' })).connect();
  const write = (name: string, select: string) => connection.run(`COPY (${select}) TO '${join(draft, `${name}.parquet`)}' (FORMAT parquet)`);
  try {
    const segment = `CASE WHEN i < ${RARE_PEOPLE} THEN 'rare-' || (i // 4) ELSE 'segment-' || (i % 37) END`;
    await write('seg', `SELECT sha256(i::VARCHAR) AS hashed_email, ${segment} AS segment FROM range(${people}) t(i)`);
    const person = `(r % ${people})`;
    await write(
      'crm',
      `SELECT sha256(${person}::VARCHAR) AS hashed_email, ${person}::INTEGER AS customer_id, 'region-' || (r % 11) AS region,
        (hash(r) % 500)::INTEGER AS spend FROM range(${rows}) t(r)`,
    );
    renameSync(draft, folder);
  } finally {
    connection.closeSync();
    rmSync(draft, { recursive: true, force: true });
  }
}
