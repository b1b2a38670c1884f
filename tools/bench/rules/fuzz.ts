import { CODES, judge } from '@parley/analysis-rules';
import { isParleyError } from '@parley/errors';
import fc from 'fast-check';
import type { CaseFiles, RuleType } from './case-files';
import { ExecutableNodes } from './executable-nodes';
import { type FuzzedQuery, fuzzedQueries } from './mutated-queries';

export interface FuzzReport {
  seed: number;
  queries: number;
  /** How many different texts. */
  distinct: number;
  allowed: Record<RuleType, number>;
  denied: number;
  /** How often each code was among the refusals. */
  byCode: Record<string, number>;
  /** What must never be; the first few of each. */
  findings: { what: 'untyped error' | 'fault' | 'unanalysed node' | 'no threshold' | 'unknown code' | 'no reason'; sql: string; detail: string }[];
  findingCount: number;
  seconds: number;
  perSecond: number;
}

const BATCH = 1000;
/** Enough of them to see what is wrong. */
const KEPT_FINDINGS = 20;

/** Judges `queries` generated queries and counts. The same seed gives the same queries. */
export async function fuzz({ seeds, runner }: CaseFiles, queries: number, seed: number, onBatch: (done: number) => void): Promise<FuzzReport> {
  const nodes = await ExecutableNodes.open();
  const arbitrary = fuzzedQueries(seeds);
  const texts = new Set<string>();
  const report: FuzzReport = {
    seed,
    queries,
    distinct: 0,
    allowed: { AGGREGATION: 0, LIST: 0, CUSTOM: 0 },
    denied: 0,
    byCode: {},
    findings: [],
    findingCount: 0,
    seconds: 0,
    perSecond: 0,
  };
  const started = performance.now();
  for (let done = 0; done < queries; done += BATCH) {
    const numRuns = Math.min(BATCH, queries - done);
    for (const query of fc.sample(arbitrary, { numRuns, seed: seed + done })) {
      texts.add(query.sql);
      await judgeOne(query, runner, nodes, report);
    }
    onBatch(done + numRuns);
  }
  report.distinct = texts.size;
  report.seconds = (performance.now() - started) / 1000;
  report.perSecond = queries / report.seconds;
  return report;
}

async function judgeOne({ sql, seeds }: FuzzedQuery, runner: string, nodes: ExecutableNodes, report: FuzzReport): Promise<void> {
  const found = (what: FuzzReport['findings'][number]['what'], detail: string) => {
    report.findingCount += 1;
    if (report.findings.length < KEPT_FINDINGS) report.findings.push({ what, sql, detail });
  };
  try {
    const verdict = await judge({ sql, runner, receivers: [runner], tables: seeds.tables });
    if (verdict.allowed) {
      report.allowed[seeds.ruleType] += 1;
      const foreign = await nodes.foreignIn(verdict.executableSql, seeds.ruleType);
      if (foreign.length > 0) found('unanalysed node', foreign.join(', '));
      if (seeds.ruleType === 'AGGREGATION' && !/HAVING .*count\(DISTINCT/s.test(verdict.executableSql)) found('no threshold', verdict.executableSql);
      return;
    }
    report.denied += 1;
    const codes = new Set(verdict.refusals.map(({ code }) => code));
    if (codes.size === 0) found('no reason', '');
    for (const code of codes) {
      if (!(code in CODES)) found('unknown code', code);
      report.byCode[code] = (report.byCode[code] ?? 0) + 1;
    }
  } catch (error) {
    // A typed fault is said plainly, yet no query should cause one.
    if (isParleyError(error)) found('fault', error.message);
    else found('untyped error', error instanceof Error ? (error.stack ?? error.message) : String(error));
  }
}
