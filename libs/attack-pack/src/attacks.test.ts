import type { Verdict } from '@parley/analysis-rules';
import { ATTACKS } from './attacks';
import { type AttackReport, runAttacks } from './run-attacks';
import type { Judge } from './scenario/scenario';

/** Lets everything run as it was written, and puts a template's values in as text. */
const blind: Judge = ({ sql = '', template }) => {
  const filled = template?.text.replaceAll(/:(\w+)/g, (_, name: string) => `'${template.values[name]}'`);
  return Promise.resolve<Verdict>({ allowed: true, executableSql: filled ?? sql, constraints: [], reads: [], output: [] });
};

let report: AttackReport;
let weak: AttackReport;
beforeAll(async () => {
  report = await runAttacks();
  weak = await runAttacks({ judge: blind });
});

it('knows every attack of the list, by number, each with a name of its own', () => {
  expect(ATTACKS.map(({ number }) => number)).toEqual(Array.from({ length: 65 }, (_, index) => index + 1));
  expect(new Set(ATTACKS.map(({ id }) => id)).size).toBe(65);
});

it.each(ATTACKS.map((attack) => [`${attack.number} ${attack.id}`, attack] as const))('%s', (_, { number, queries, remains, inPart }) => {
  const result = report.results[number - 1]!;
  expect(result.findings).toEqual([]);
  expect(result.outcome).toBe(queries.length > 0 && !inPart ? 'withstood' : remains ? 'documented' : 'not applicable');
  // A pack that could not fail would prove nothing.
  const tries = queries.filter(({ expect }) => expect !== 'rule-invalid').length;
  const unaided = weak.results[number - 1]!;
  expect({ outcome: unaided.outcome, through: unaided.findings.length }).toEqual({
    outcome: queries.length > 0 ? 'not withstood' : result.outcome,
    through: tries,
  });
});

it('counts the outcomes', () => {
  const { totals } = report;
  expect(Object.values(totals).reduce((sum, count) => sum + count, 0)).toBe(65);
  expect(totals).toEqual({ withstood: 42, 'not withstood': 0, documented: 14, 'not applicable': 9 });
  expect(weak.totals['not withstood']).toBe(ATTACKS.filter(({ queries }) => queries.length > 0).length);
});
