import fc from 'fast-check';
import type { Past } from './make-history';

const HOURS = 720;
const MEASURES = ['SUM(o.spend)', 'COUNT(DISTINCT p.hashed_email)', 'AVG(p.score)'];
const GROUPS = ['p.tier', 'p.age_band', 'o.region'];
const VALUES: Readonly<Record<string, readonly string[]>> = {
  'p.tier': ['gold', 'silver', 'bronze', 'basic'],
  'p.age_band': ['A', 'B', 'C', 'D'],
  'o.region': ['NW', 'NE', 'SW', 'SE', 'C'],
  'p.job': ['clerk', 'nurse', 'driver', 'farmer', 'teacher', 'cook'],
};
const COLUMNS = Object.keys(VALUES);

const quoted = (value: string) => `'${value}'`;

/** Conditions of everyday questions: one value, a few, a band, a moving window, nothing unknown. */
function condition(hour: number): fc.Arbitrary<{ column: string; text: string }> {
  const column = fc.constantFrom(...COLUMNS);
  const day = new Date(Date.UTC(2026, 8, 1) + Math.floor(hour / 24) * 86_400_000).toISOString().slice(0, 10);
  return fc.oneof(
    column.chain((name) => fc.constantFrom(...VALUES[name]!).map((value) => ({ column: name, text: `${name} = ${quoted(value)}` }))),
    column.chain((name) => fc.subarray([...VALUES[name]!], { minLength: 2, maxLength: 3 }).map((some) => ({ column: name, text: `${name} IN (${some.map(quoted).join(', ')})` }))),
    column.map((name) => ({ column: name, text: `${name} <> 'unknown'` })),
    column.map((name) => ({ column: name, text: `${name} IS NOT NULL` })),
    fc.constantFrom(20, 30, 40, 50, 60).map((age) => ({ column: 'p.age', text: `p.age BETWEEN ${age} AND ${age + 9}` })),
    fc.constantFrom(18, 21, 65).map((age) => ({ column: 'p.age', text: `p.age >= ${age}` })),
    fc.constant({ column: 'o.day', text: `o.day >= ${quoted(day)}` }),
    fc.boolean().map((is) => ({ column: 'o.weekend', text: `o.weekend = ${is}` })),
  );
}

/** One question that an honest analyst asks. */
export const legitimateQuery: fc.Arbitrary<Past> = fc.integer({ min: 0, max: HOURS - 1 }).chain((hour) =>
  fc
    .record({
      measures: fc.subarray(MEASURES, { minLength: 1 }),
      groups: fc.subarray(GROUPS, { maxLength: 2 }),
      conditions: fc.uniqueArray(condition(hour), { maxLength: 3, selector: ({ column }) => column }),
      large: fc.option(fc.constantFrom(100, 1000), { nil: undefined, freq: 4 }),
      lower: fc.boolean(),
    })
    .map(({ measures, groups, conditions, large, lower }) => {
      const where = conditions.length > 0 ? ` WHERE ${conditions.map(({ text }) => text).join(' AND ')}` : '';
      const grouped = groups.length > 0 ? ` GROUP BY ${groups.join(', ')}` : '';
      const having = large === undefined ? '' : ` HAVING COUNT(DISTINCT p.hashed_email) > ${large}`;
      const sql = `${lower ? 'select' : 'SELECT'} ${[...groups, ...measures].join(', ')} {J}${where}${grouped}${having}`;
      return { sql, hour };
    }),
);

/** A month of one analyst's questions, some of them asked every day. */
export const legitimateMonth: fc.Arbitrary<Past[]> = fc
  .record({ ad_hoc: fc.array(legitimateQuery, { minLength: 15, maxLength: 45 }), daily: fc.array(legitimateQuery, { maxLength: 3 }) })
  .map(({ ad_hoc, daily }) => [...ad_hoc, ...daily.flatMap(({ sql }) => Array.from({ length: 30 }, (_, day) => ({ sql, hour: 24 * day + 2 })))]);

/** What an analyst rarely does: leaves out one real value. */
export const strayQuery: fc.Arbitrary<Past> = fc
  .record({ query: legitimateQuery, column: fc.constantFrom(...COLUMNS), which: fc.nat(3) })
  .map(({ query, column, which }) => {
    const text = `${column} <> ${quoted(VALUES[column]![which]!)}`;
    return { ...query, sql: query.sql.includes(' WHERE ') ? query.sql.replace(' WHERE ', ` WHERE ${text} AND `) : query.sql.replace('{J}', `{J} WHERE ${text}`) };
  });
