import { judge, type Verdict } from '@parley/analysis-rules';
import { readGlueType } from '@parley/catalog';
import { DEFAULT_LIMITS } from '@parley/clean-room';
import fc from 'fast-check';
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { COLUMNS, panelTables, RUNNER } from '../../../libs/analysis-rules/src/cases/hidden-panel';
import { changed, changes, data, type Data, question, type Question, releasedRows, sqlOf } from '../../../libs/analysis-rules/src/cases/hidden-questions';
import { runOnDuckDb } from '../../../libs/analysis-rules/src/cases/run-on-duckdb';
import { runQueryProcess } from '../../../libs/clean-room/src/query-process/run-query-process';
import { buildEntry } from '../../../libs/clean-room/src/testing/build-entry';

/**
 * Non-interference through the clean room's own query process, to the byte: the property of
 * libs/analysis-rules/src/cases/non-interference.property.test.ts, for fewer questions.
 */

const RUNS = 8;

type AllowedVerdict = Extract<Verdict, { allowed: true }>;

const folder = mkdtempSync(join(tmpdir(), 'parley-interference-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it('gives the same bytes whatever lies in suppressed groups', async () => {
  const entry = buildEntry('query-process');
  let compared = 0;
  let files = 0;
  await fc.assert(
    fc.asyncProperty(question, data, changes, async (asked, rows, to) => {
      const verdict = await judge({ sql: sqlOf(asked), runner: RUNNER, receivers: [RUNNER], tables: panelTables(asked.people, asked.homes) });
      if (!verdict.allowed) throw new Error(JSON.stringify(verdict.refusals));
      const before = await look(verdict, asked, rows, entry, (files += 1));
      const after = await look(verdict, asked, changed(rows, before.basis, to), entry, (files += 1));
      if (JSON.stringify(after.basis) !== JSON.stringify(before.basis)) return;
      expect(after.bytes).toBe(before.bytes);
      compared += 1;
    }),
    { numRuns: RUNS, seed: 20261123, endOnFailure: true },
  );
  expect(compared).toBeGreaterThan(RUNS / 3);
}, 300_000);

/** The result file, and the rows that released groups rest on. A query that fails throws, which fails the test. */
async function look(verdict: AllowedVerdict, asked: Question, rows: Data, entry: string, number: number): Promise<{ bytes: string; basis: Data }> {
  const basis = await releasedRows(verdict.executableSql, asked, rows);
  const place = join(folder, String(number));
  mkdirSync(place);
  const resultPath = join(place, 'result.csv');
  const tables = await Promise.all(verdict.reads.map((read) => exported(read, place)));
  const job = { sql: verdict.executableSql, outputColumns: verdict.output.length, tables, limits: DEFAULT_LIMITS, resultPath, format: 'CSV' as const };
  await runQueryProcess(job, { entry, scratch: place, signal: new AbortController().signal });
  return { bytes: readFileSync(resultPath, 'utf8'), basis };
}

/** A table just loaded, as the Parquet file its owner would have. */
async function exported({ table, columns }: AllowedVerdict['reads'][number], place: string) {
  const path = join(place, `${table}.parquet`);
  await runOnDuckDb(`COPY (SELECT ${columns.join(', ')} FROM ${table}) TO '${path}' (FORMAT parquet)`, []);
  const typed = columns.map((name) => {
    const type = readGlueType(COLUMNS[name] ?? '');
    if (!type) throw new Error(`the panel's column ${name} has no Glue type`);
    return { name, type, partitionKey: false };
  });
  return { name: table, format: 'parquet' as const, files: [{ path, partition: {} }], columns: typed };
}
