import { resolve } from 'node:path';
import { judge, type Verdict } from '@parley/analysis-rules';
import { type Contract, loadContract } from '@parley/contract';
import { ATTACKS } from './attacks';
import { type AttackReport, runAttacks } from './run-attacks';
import type { Judge } from './scenario/scenario';

const STACKS = resolve(__dirname, '../../../stacks');
const blind: Judge = ({ sql = '' }) => Promise.resolve<Verdict>({ allowed: true, executableSql: sql, constraints: [], reads: [], output: [] });
const deaf: Judge = () => Promise.resolve<Verdict>({ allowed: false, refusals: [] });

const triedIn = ({ results }: AttackReport) => results.reduce((sum, { tried }) => sum + tried, 0);

let contract: Contract;
beforeAll(async () => {
  contract = await loadContract(STACKS);
});

it('attacks each table of the other party that the runner can join, and says what it can not try', async () => {
  const report = await runAttacks({ contract });
  expect(report.targets).toEqual(['owner asks partner-other.audience', 'owner asks partner-sample.people', 'owner asks partner-sample.visits']);
  // The partners receive no results, so that refusing them proves nothing.
  const noReceiver = 'not even an honest query is allowed (RESULT_RECEIVER_NOT_ALLOWED)';
  expect(report.notTried).toEqual([
    { where: 'partner-other asks owner.customers', why: noReceiver },
    { where: 'partner-other asks owner.orders', why: 'partner-other has no AGGREGATION table that joins with it' },
    { where: 'partner-sample asks owner.customers', why: noReceiver },
    { where: 'partner-sample asks owner.orders', why: noReceiver },
  ]);
  expect(report.results.filter(({ outcome }) => outcome === 'not withstood')).toEqual([]);
  expect(report.totals.withstood).toBeGreaterThan(30);
});

it('withstands nothing that it tries with a judge that allows everything', async () => {
  const [real, weak] = [await runAttacks({ contract }), await runAttacks({ contract, judge: blind })];
  const names = (results: typeof real.results, outcome: string) => results.filter((result) => result.outcome === outcome).map(({ id }) => id);
  expect(names(weak.results, 'withstood')).toEqual([]);
  const tried = real.results.filter(({ tried }) => tried > 0).map(({ id }) => id);
  expect(tried.length).toBeGreaterThan(names(real.results, 'withstood').length); // those stopped in part, too
  expect(names(weak.results, 'not withstood')).toEqual(tried);
  expect(weak.results.every(({ findings, tried }) => findings.length === tried)).toBe(true);
});

it('proves nothing with a judge that refuses everything', async () => {
  const { targets, totals } = await runAttacks({ contract, judge: deaf });
  expect(targets).toEqual([]);
  expect(totals.withstood).toBe(0);
});

it('attacks what a CUSTOM rule bars from the output, and nothing that it leaves free', async () => {
  const custom = structuredClone(contract);
  const people = custom.partners.find(({ id }) => id === 'partner-sample')!.tables.find(({ name }) => name === 'people')!;
  const body = { allowedAnalyses: ['ANY_QUERY'], allowedAnalysisProviders: [custom.owner.account] };
  people.analysisRule = { analysisRuleType: 'CUSTOM', analysisRulePolicy: { v1: { custom: { ...body, disallowedOutputColumns: ['hashed_email'] } } } };
  const seen: string[] = [];
  const spy: Judge = (request) => {
    seen.push(request.sql ?? '');
    return judge(request);
  };
  const strict = await runAttacks({ contract: custom, judge: spy });
  expect(strict.targets).toContain('owner asks partner-sample.people');
  expect(strict.results.flatMap(({ findings }) => findings)).toEqual([]);
  expect(seen).toEqual(expect.arrayContaining(['SELECT DISTINCT t.income_band FROM people t', 'SELECT MAX(t.hashed_email) AS a FROM people t']));

  people.analysisRule = { analysisRuleType: 'CUSTOM', analysisRulePolicy: { v1: { custom: body } } };
  const free = await runAttacks({ contract: custom });
  expect(free.results.flatMap(({ findings }) => findings)).toEqual([]);
  expect(triedIn(free)).toBeLessThan(triedIn(strict));
});

it('finds a rule that gives its keys away', async () => {
  const careless = structuredClone(contract);
  const rule = careless.partners.find(({ id }) => id === 'partner-sample')!.tables.find(({ name }) => name === 'people')!.analysisRule!;
  if (rule.analysisRuleType !== 'LIST') throw new Error('the sample table has another rule now');
  rule.analysisRulePolicy.v1.list.listColumns.push('hashed_email');
  const { results } = await runAttacks({ contract: careless });
  const through = results.filter(({ outcome }) => outcome === 'not withstood');
  expect(through.map(({ id }) => id)).toEqual(['dimension-function', 'literal-id', 'hash-preimage']);
  expect(through[1]!.findings).toContainEqual({
    where: 'owner asks partner-sample.people',
    sql: "SELECT DISTINCT t.income_band FROM customers o JOIN people t ON o.hashed_email = t.hashed_email WHERE t.hashed_email = 'x'",
    why: 'the rules allow it',
  });
});

it('tries on the sample contract every attack that it has a template for', async () => {
  const { results } = await runAttacks({ contract });
  const idle = results.filter(({ number, tried }) => tried === 0 && (ATTACKS[number - 1]?.onContract.length ?? 0) > 0);
  expect(idle).toEqual([]);
});
