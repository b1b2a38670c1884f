import { judge, type AnalysisRequest } from '@parley/analysis-rules';
import { compare, type Disagreement, type Engine } from './compare';
import found from './found.cases.json';
import { generateCase } from './generate-case';
import type { Case } from './model';
import { printSql } from './print-sql';
import { Tally } from './tally';

const SEED = 20_261_122;
const QUERIES = 2_500;

test.each(found.cases)('kept: $id', async (kept) => {
  const { disagreement, clauses } = await compare(kept.case as Case);
  expect({ disagreement, allowed: clauses.length === 0 }).toEqual({ disagreement: undefined, allowed: kept.allowed });
});

test('both judges agree on random queries, and the generator reaches every clause', async () => {
  const tally = new Tally();
  const disagreements: unknown[] = [];
  for (let index = 0; index < QUERIES; index++) {
    const { asked, mutation } = generateCase(SEED, index);
    const comparison = await compare(asked);
    tally.add(comparison, mutation);
    if (comparison.disagreement) disagreements.push({ index, sql: printSql(asked.query), ...comparison });
  }
  expect(disagreements).toEqual([]);
  expect(tally.unseen()).toEqual([]);
  expect(tally.allowed / tally.queries).toBeGreaterThan(0.3);
  expect(tally.allowed / tally.queries).toBeLessThan(0.7);
  expect(tally.results['rows, and some held back']).toBeGreaterThan(QUERIES / 50);
}, 300_000);

/** The engine under rules that lack something: as if it had forgotten to enforce it. */
function forgetting(change: (rule: Record<string, unknown>) => void): Engine {
  return async (request: AnalysisRequest) => {
    const changed = JSON.parse(JSON.stringify(request)) as AnalysisRequest;
    for (const { analysisRule } of changed.tables) {
      const [rule] = Object.values(analysisRule?.analysisRulePolicy.v1 ?? {});
      if (rule) change(rule as Record<string, unknown>);
    }
    return judge(changed);
  };
}

const lower = (rule: Record<string, unknown>): void => {
  for (const constraint of (rule.outputConstraints ?? []) as { minimum: number }[]) constraint.minimum--;
};

test.each<[string, (rule: Record<string, unknown>) => void, Disagreement]>([
  ['a threshold that is one too low', lower, 'released a row that rests on too few'],
  ['joinRequired', (rule) => delete rule.joinRequired, 'only the engine allows it'],
  ['additionalAnalyses', (rule) => delete rule.additionalAnalyses, 'only the engine allows it'],
  ['the list of join operators', (rule) => (rule.allowedJoinOperators = ['AND', 'OR']), 'only the engine allows it'],
  ['the list of join columns', (rule) => (rule.joinColumns = ['k1', 'k2', 'd1', 'x1']), 'only the engine allows it'],
])('an engine that forgets %s is caught', async (_, change, disagreement) => {
  const seen = new Set<Disagreement>();
  const engine = forgetting(change);
  for (let index = 0; index < QUERIES && !seen.has(disagreement); index++) {
    const comparison = await compare(generateCase(SEED, index).asked, engine);
    if (comparison.disagreement) seen.add(comparison.disagreement);
  }
  expect(seen).toContain(disagreement);
}, 300_000);
