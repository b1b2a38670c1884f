import type { SegmentPlan } from '@parley/owner-plan';
import { sqlText, withDuckDb, writeParquet } from '@parley/tabular';
import { sqlGrammar } from '@parley/testing';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildSegments } from './build-segments';
import { saltedLot } from './holdout';
import { segmentSql } from './segment-sql';

const plans: SegmentPlan[] = [
  ...[0.0001, 0.1, 0.145, 0.3, 0.5, 0.999].map((share, index) => ({ name: `best-${index}`, kind: 'top-share' as const, share })),
  { name: 'likely', kind: 'threshold', minScore: 0.3 },
  { name: 'nobody', kind: 'threshold', minScore: 0.99 },
  { name: 'second', kind: 'decile', deciles: [2] },
  { name: 'ends', kind: 'decile', deciles: [1, 10] },
];

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'parley-segment-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

// 100 at a share of 0.145 is 14.5 people as a decimal, and 14.499... as a double.
it.each([1, 7, 100, 1003])('selects the people of buildSegments, in their order, among %d with many ties', async (people) => {
  const ids = Array.from({ length: people }, (_, row) => `C${row}`);
  const scores = Float64Array.from(ids, (_, row) => ((row * 7) % 10) / 10);
  const built = buildSegments(scores, ids, plans, { suppressed: new Set(), consented: new Set(ids), holdout: { share: 0, salt: 'spring' } });
  const path = join(folder, 'scores.parquet');
  await writeParquet(path, {
    rows: people,
    columns: [
      { name: 'customer_id', type: 'string', values: ids },
      { name: 'score', type: 'double', values: [...scores] },
      { name: 'lot', type: 'bigint', values: ids.map((id) => saltedLot('spring', id)) },
    ],
  });
  await withDuckDb(
    async (connection) => {
      await connection.run(`CREATE VIEW scores AS SELECT * FROM read_parquet(${sqlText(path)})`);
      for (const [index, plan] of plans.entries()) {
        const selected = await connection.runAndReadAll(`SELECT customer_id FROM (${segmentSql(plan)}) ORDER BY place`);
        expect(selected.getRows().map(([id]) => id)).toEqual(built[index]?.audience);
      }
    },
    { files: [path] },
  );
});

it('is plain enough for Athena: a Trino grammar reads it', () => {
  for (const plan of plans) expect(sqlGrammar('trino')(segmentSql(plan))).toEqual([]);
});
