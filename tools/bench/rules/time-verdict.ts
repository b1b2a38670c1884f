import { judge } from '@parley/analysis-rules';
import type { CaseFiles } from './case-files';

export interface VerdictTimes {
  lines: number;
  characters: number;
  runs: number;
  p50Ms: number;
  p95Ms: number;
}

const WARM_UP = 50;

/** How long parsing and judging a query of 60 lines takes, in this process, one after the other. */
export async function timeVerdict({ seeds, runner }: CaseFiles, runs: number): Promise<VerdictTimes> {
  const tables = seeds.find(({ ruleType }) => ruleType === 'AGGREGATION')?.tables;
  if (!tables) throw new Error('no case file has an AGGREGATION rule');
  const sql = sixtyLines();
  const times: number[] = [];
  for (let run = -WARM_UP; run < runs; run += 1) {
    const started = performance.now();
    const verdict = await judge({ sql, runner, receivers: [runner], tables });
    const took = performance.now() - started;
    if (!verdict.allowed) throw new Error(`the timed query is refused: ${verdict.refusals.map(({ code }) => code).join(', ')}`);
    if (run >= 0) times.push(took);
  }
  times.sort((a, b) => a - b);
  const at = (share: number) => times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? Number.NaN;
  return { lines: sql.split('\n').length, characters: sql.length, runs, p50Ms: at(0.5), p95Ms: at(0.95) };
}

/** A query such as an analyst writes: one item or condition a line. */
function sixtyLines(): string {
  const head = ['SELECT', '  s.segment,', '  UPPER(c.region) AS region,', '  COUNT(DISTINCT c.customer_id) AS customers,', '  SUM(c.spend) AS spend,', '  AVG(c.spend) AS mean_spend'];
  const from = ['FROM seg s', 'INNER JOIN crm c', '  ON s.hashed_email = c.hashed_email', "WHERE s.age_band <> 'none'"];
  const tail = ['GROUP BY', '  s.segment,', '  UPPER(c.region)', 'HAVING', '  COUNT(DISTINCT c.customer_id) >= 5'];
  const conditions = Array.from({ length: 60 - head.length - from.length - tail.length }, (_, index) =>
    index % 2 === 0 ? `  AND s.segment <> 'segment ${index}'` : `  AND (c.region <> 'region ${index}' OR s.age_band = 'band ${index}')`,
  );
  return [...head, ...from, ...conditions, ...tail].join('\n');
}
