import { z } from 'zod';
import { makeHistory, OTHER_RUNNER, OWNER, type Past, RUNNER } from '../testing/make-history';
import { watchHistory } from '../watch-history';
import { DETECTORS } from './detector-texts';
import file from './detectors.cases.json';

const strings = z.array(z.string());
const caseSchema = z.strictObject({
  id: z.string(),
  detects: strings,
  sql: strings,
  hours: z.array(z.number()).optional(),
  /** States of the runner's table, and of the owner's. */
  own: strings.optional(),
  theirs: strings.optional(),
  parameters: z.array(z.record(z.string(), z.string())).optional(),
});
type Case = z.infer<typeof caseSchema>;
const cases = z.array(caseSchema).parse(file.cases);

const past = ({ sql, hours, own, theirs, parameters }: Case): Past[] =>
  sql.map((text, index) => ({
    sql: text,
    hour: hours?.[index] ?? 24 * index,
    versions: { own: own?.[index], theirs: theirs?.[index] },
    parameters: parameters?.[index],
  }));

it.each(cases.map((one) => [one.id, one] as const))('%s', async (_, one) => {
  const { warnings, notCompared } = await watchHistory(OWNER, makeHistory(past(one)));
  expect([...new Set(warnings.map(({ detector }) => detector))]).toEqual(one.detects);
  expect(notCompared).toBe(0);
});

const often = (sql: (index: number) => string, count: number, every: number): Past[] => Array.from({ length: count }, (_, index) => ({ sql: sql(index), hour: index * every }));
const refusedFor = (codes: readonly string[], count: number, every: number): Past[] =>
  often((index) => `SELECT c${index} FROM panel`, count, every).map((one, index) => ({ ...one, refusals: [codes[index % codes.length]!] }));
const dimensions = ['tier', 'age_band', 'region', 'shop', 'device', 'plan'];
const pairs = dimensions.flatMap((one, index) => dimensions.slice(index + 1).map((other) => `${one}, ${other}`));

it.each<[string, string[], Past[]]>([
  ['the same query 25 times a day', ['repetition'], often(() => 'SELECT SUM(o.spend) {J}', 25, 0.9)],
  ['the same query 24 times a day', [], often(() => 'SELECT SUM(o.spend) {J}', 24, 0.9)],
  ['25 values one by one', ['value-sweep'], often((index) => `SELECT DISTINCT p.tier {J} WHERE o.customer_id = 'c${index}'`, 25, 3)],
  ['24 values one by one', [], often((index) => `SELECT DISTINCT p.tier {J} WHERE o.customer_id = 'c${index}'`, 24, 3)],
  ['ten groupings', ['overlapping-groups'], pairs.slice(0, 10).map((by, index) => ({ sql: `SELECT ${by}, SUM(o.spend) {J} GROUP BY ${by}`, hour: index * 24 }))],
  ['nine groupings', [], pairs.slice(0, 9).map((by, index) => ({ sql: `SELECT ${by}, SUM(o.spend) {J} GROUP BY ${by}`, hour: index * 24 }))],
  ['twelve refusals for three reasons', ['refusal-probing'], refusedFor(['NAME_UNKNOWN_TABLE', 'NAME_UNKNOWN_COLUMN', 'GRAMMAR_FROM'], 12, 1)],
  ['twelve refusals for two reasons', [], refusedFor(['NAME_UNKNOWN_TABLE', 'NAME_UNKNOWN_COLUMN'], 12, 1)],
  ['a used-up budget asked on and on', ['budget-pressure'], refusedFor(['BUDGET_EXHAUSTED'], 10, 0.1)],
])('counts: %s', async (_, detects, history) => {
  const { warnings } = await watchHistory(OWNER, makeHistory(history));
  expect(warnings.map(({ detector }) => detector)).toEqual(detects);
});

it('has a history for every detector', () => {
  const counted = ['value-sweep', 'overlapping-groups', 'refusal-probing', 'budget-pressure'];
  expect([...new Set([...cases.flatMap(({ detects }) => detects), ...counted])].sort()).toEqual(Object.keys(DETECTORS).sort());
});

const CELL = ["SELECT SUM(o.spend) {J}", "SELECT SUM(o.spend) {J} WHERE NOT (p.tier = 'platinum' AND p.age_band = 'Z')"] as const;

it('tells the owner who asked, of what and when, and repeats no literal', async () => {
  const history = makeHistory(CELL.map((sql, hour) => ({ sql, hour })));
  const { warnings } = await watchHistory(OWNER, history);
  expect(warnings).toEqual([
    {
      detector: 'differencing',
      attacks: [1, 4],
      says: DETECTORS.differencing.says,
      repair: DETECTORS.differencing.repair,
      owner: OWNER,
      runners: [RUNNER],
      tables: ['panel'],
      columns: ['age_band', 'tier'],
      queries: ['q1', 'q2'],
      from: '2026-10-01T00:00:00.000Z',
      to: '2026-10-01T01:00:00.000Z',
    },
  ]);
  expect(JSON.stringify(warnings)).not.toMatch(/platinum|'Z'/);
  const like = makeHistory(['', " WHERE NOT (p.tier LIKE 'plat%' AND p.age_band = 'Z')"].map((where, hour) => ({ sql: CELL[0] + where, hour })));
  expect(JSON.stringify((await watchHistory(OWNER, like)).warnings)).toMatch(/tier like …/);
});

it('tells the runner nothing, nor a stranger', async () => {
  const history = makeHistory(cases.flatMap(past));
  expect((await watchHistory(OWNER, history)).warnings.length).toBeGreaterThan(5);
  for (const account of [RUNNER, '999999999999']) expect(await watchHistory(account, history)).toEqual({ warnings: [], queries: 0, notCompared: 0 });
});

it('sees two runners who each ask one half', async () => {
  const history = makeHistory(CELL.map((sql, hour) => ({ sql, hour, runner: hour === 0 ? RUNNER : OTHER_RUNNER })));
  const [warning] = (await watchHistory(OWNER, history)).warnings;
  expect(warning).toMatchObject({ detector: 'differencing', attacks: [1, 4, 58], runners: [RUNNER, OTHER_RUNNER] });
});

it('says how many pairs it could not compare', async () => {
  const wide = dimensions.map((name) => `${name} NOT IN (${Array.from({ length: 9 }, (_, index) => `'${name}${index}'`).join(', ')})`).join(' OR ');
  const { notCompared } = await watchHistory(OWNER, makeHistory([{ sql: CELL[0], hour: 0 }, { sql: `${CELL[0]} WHERE ${wide}`, hour: 1 }]));
  expect(notCompared).toBe(1);
});
