import fc from 'fast-check';
import { judge } from '../judge';
import type { RoomTable } from '../request';
import { runOnDuckDb } from './run-on-duckdb';
import { scenarioRequest, scenarioTables } from './scenario';

/**
 * A second enforcement engine, in plain JavaScript over the joined rows: for random tiny tables and random queries,
 * what DuckDB returns must be exactly the groups that rest on enough people of both tables.
 */

type Value = string | number | null;
type Row = Readonly<Record<string, Value>>;
type Joined = Readonly<Record<string, Value>>;

const email = fc.constantFrom('e1', 'e1', 'e2', 'e2', 'e3', 'e3', '', null);
const letter = fc.constantFrom('a', 'a', 'b', 'b', null);
const seg: fc.Arbitrary<Row[]> = fc.array(
  fc.record({ hashed_email: email, segment: letter, age_band: letter, score: fc.integer({ min: 0, max: 3 }), hh_id: letter }),
  { minLength: 3, maxLength: 14, size: 'max' },
);
const crm: fc.Arbitrary<Row[]> = fc.array(
  fc.record({ hashed_email: email, customer_id: letter, region: letter, spend: fc.constantFrom(1, 2, 3, null) }),
  { minLength: 3, maxLength: 14, size: 'max' },
);

/** SQL's three-valued condition beside the same in JavaScript. */
interface Condition {
  sql: string;
  holds(row: Joined): boolean | null;
}

const DIMENSIONS = ['s.segment', 's.age_band', 'c.region'];
const leaf: fc.Arbitrary<Condition> = fc.oneof(
  fc.tuple(fc.constantFrom(...DIMENSIONS), fc.constantFrom('a', 'b')).map(([column, value]) => ({
    sql: `${column} = '${value}'`,
    holds: (row: Joined) => (row[column] === null ? null : row[column] === value),
  })),
  fc.tuple(fc.constantFrom(...DIMENSIONS), fc.constantFrom(...DIMENSIONS)).map(([left, right]) => ({
    sql: `${left} <> ${right}`,
    holds: (row: Joined) => (row[left] === null || row[right] === null ? null : row[left] !== row[right]),
  })),
  fc.constantFrom(...DIMENSIONS).map((column) => ({ sql: `${column} IS NULL`, holds: (row: Joined) => row[column] === null })),
);
const condition: fc.Arbitrary<Condition> = fc.oneof(
  leaf,
  leaf.map((inner) => ({ sql: `NOT (${inner.sql})`, holds: (row: Joined) => negate(inner.holds(row)) })),
  fc.tuple(leaf, leaf).map(([one, other]) => ({ sql: `${one.sql} OR ${other.sql}`, holds: (row: Joined) => either(one.holds(row), other.holds(row)) })),
);

const question = fc.record({
  seg,
  crm,
  groupBy: fc.subarray(DIMENSIONS),
  where: fc.option(condition, { nil: undefined }),
  segMinimum: fc.integer({ min: 2, max: 3 }),
  crmMinimum: fc.integer({ min: 2, max: 3 }),
  householdMinimum: fc.option(fc.constant(2), { nil: undefined }),
});
type Question = typeof question extends fc.Arbitrary<infer T> ? T : never;

it('releases exactly the groups that rest on enough distinct identities of every table', async () => {
  let released = 0;
  await fc.assert(
    fc.asyncProperty(question, async (asked) => {
      const tables = tablesFor(asked);
      const verdict = await judge(scenarioRequest(sqlOf(asked), tables));
      if (!verdict.allowed) throw new Error(JSON.stringify(verdict.refusals));
      const rows = await runOnDuckDb(verdict.executableSql, tables, (name) => (name === 'seg' ? asked.seg : asked.crm));
      const expected = bruteForce(asked);
      released += expected.length;
      expect(rows.map((row) => JSON.stringify(row)).sort()).toEqual(expected.map((row) => JSON.stringify(row)).sort());
    }),
    { numRuns: 250, seed: 20261122 },
  );
  expect(released).toBeGreaterThan(50);
});

function sqlOf({ groupBy, where }: Question): string {
  const items = [...groupBy, 'SUM(c.spend)', 'COUNT(s.hashed_email)'].join(', ');
  return `SELECT ${items} J${where ? ` WHERE ${where.sql}` : ''}${groupBy.length > 0 ? ` GROUP BY ${groupBy.join(', ')}` : ''}`;
}

function tablesFor({ segMinimum, crmMinimum, householdMinimum }: Question): RoomTable[] {
  const households = householdMinimum === undefined ? [] : [constraint('hh_id', householdMinimum)];
  return scenarioTables('AGGREGATION', {
    seg: { rule: { outputConstraints: [constraint('hashed_email', segMinimum), ...households] } },
    crm: { rule: { outputConstraints: [constraint('hashed_email', crmMinimum)] } },
  }).filter(({ name }) => name !== 'bridge');
}

function constraint(columnName: string, minimum: number) {
  return { columnName, minimum, type: 'COUNT_DISTINCT' };
}

function bruteForce(asked: Question): (string | null)[][] {
  const groups = new Map<string, Joined[]>();
  for (const left of asked.seg) {
    for (const right of asked.crm) {
      if (left.hashed_email === null || left.hashed_email !== right.hashed_email) continue;
      const row = { ...prefixed('s', left), ...prefixed('c', right) };
      if (asked.where && asked.where.holds(row) !== true) continue;
      const key = JSON.stringify(asked.groupBy.map((column) => row[column]));
      groups.set(key, [...(groups.get(key) ?? []), row]);
    }
  }
  return [...groups.values()].filter((rows) => isBigEnough(rows, asked)).map((rows) => summarise(rows, asked.groupBy));
}

function isBigEnough(rows: Joined[], { segMinimum, crmMinimum, householdMinimum }: Question): boolean {
  const people = (column: string) => new Set(rows.map((row) => row[column]).filter((value) => value !== null)).size;
  return people('s.hashed_email') >= segMinimum && people('c.hashed_email') >= crmMinimum && people('s.hh_id') >= (householdMinimum ?? 0);
}

function summarise(rows: Joined[], groupBy: readonly string[]): (string | null)[] {
  const spends = rows.flatMap((row) => (typeof row['c.spend'] === 'number' ? [row['c.spend']] : []));
  const sum = spends.length > 0 ? String(spends.reduce((total, spend) => total + spend, 0)) : null;
  const [first] = rows;
  return [...groupBy.map((column) => (first?.[column] as string | null | undefined) ?? null), sum, String(rows.length)];
}

function prefixed(alias: string, row: Row): Joined {
  return Object.fromEntries(Object.entries(row).map(([column, value]) => [`${alias}.${column}`, value]));
}

function negate(value: boolean | null): boolean | null {
  return value === null ? null : !value;
}

function either(one: boolean | null, other: boolean | null): boolean | null {
  if (one === true || other === true) return true;
  return one === null || other === null ? null : false;
}
