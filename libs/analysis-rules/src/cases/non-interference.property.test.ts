import fc from 'fast-check';
import { judge } from '../judge';
import type { Verdict } from '../request';
import { panelTables, RUNNER } from './hidden-panel';
import { changed, changes, data, type Data, question, type Question, releasedRows, sqlOf } from './hidden-questions';
import { runOnDuckDb } from './run-on-duckdb';

/**
 * Non-interference: what lies in suppressed groups has no influence on what a runner sees. Rows that no released group
 * rests on get other measures, leave, or are joined by others; as long as the released groups rest on the same rows,
 * cells and order of the result are the same, and no query fails, whatever the rows hold. The same through the clean
 * room's own process: tools/bench/protected-query/non-interference.real.test.ts.
 */

const RUNS = 120;

type AllowedVerdict = Extract<Verdict, { allowed: true }>;

it('lets nothing through from suppressed groups', async () => {
  const seen = { compared: 0, released: 0 };
  await fc.assert(
    fc.asyncProperty(question, data, changes, async (asked, rows, to) => {
      const verdict = await judge({ sql: sqlOf(asked), runner: RUNNER, receivers: [RUNNER], tables: panelTables(asked.people, asked.homes) });
      if (!verdict.allowed) throw new Error(JSON.stringify(verdict.refusals));
      const before = await look(verdict, asked, rows);
      const after = await look(verdict, asked, changed(rows, before.basis, to));
      if (JSON.stringify(after.basis) !== JSON.stringify(before.basis)) return;
      expect(after.result).toEqual(before.result);
      seen.compared += 1;
      seen.released += before.result.length;
    }),
    { numRuns: RUNS, seed: 20261122, endOnFailure: true },
  );
  expect(seen.compared).toBeGreaterThan(RUNS / 3);
  expect(seen.released).toBeGreaterThan(RUNS / 4);
}, 180_000);

/** What the runner sees, from the tables just loaded, and the rows of each table that released groups rest on. */
async function look(verdict: AllowedVerdict, asked: Question, data: Data): Promise<{ result: (string | null)[][]; basis: Data }> {
  const basis = await releasedRows(verdict.executableSql, asked, data);
  return { basis, result: await runOnDuckDb(inTotalOrder(verdict, asked), []) };
}

/** As the clean room runs it: every output column is a last sort key. */
function inTotalOrder({ executableSql, output }: AllowedVerdict, { order }: Question): string {
  return `${executableSql}${order === null ? ' ORDER BY ' : ', '}${output.map((_, index) => index + 1).join(', ')}`;
}
