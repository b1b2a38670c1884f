import fc from 'fast-check';
import type { Past } from './make-history';

/** One condition on one column, in words of the attacker's choice. */
interface Cell {
  column: string;
  value: string;
}

const CELLS: readonly Cell[] = [
  { column: 'tier', value: 'platinum' },
  { column: 'age_band', value: 'Z' },
  { column: 'region', value: 'Isle' },
  { column: 'job', value: 'astronaut' },
];
const OWNED_BY_ORDERS = new Set(['region']);

interface Names {
  p: string;
  o: string;
  qualified: boolean;
}

const columnOf = ({ p, o, qualified }: Names, column: string) => (qualified ? `${OWNED_BY_ORDERS.has(column) ? o : p}.${column}` : column);

/** Ways to say that the column has the value. */
const IS: readonly ((column: string, value: string) => string)[] = [
  (column, value) => `${column} = '${value}'`,
  (column, value) => `'${value}' = ${column}`,
  (column, value) => `${column} IN ('${value}')`,
  (column, value) => `NOT (${column} <> '${value}')`,
  (column, value) => `${column} LIKE '${value}'`,
  (column, value) => `${column} || '' = '${value}'`,
  (column, value) => `NOT ${column} NOT IN ('${value}')`,
  (column, value) => `COALESCE(${column}, 'x') = '${value}'`,
  (column, value) => `(${column} >= '${value}' AND ${column} <= '${value}')`,
  (column, value) => `${column} BETWEEN '${value}' AND '${value}'`,
];

/** Ways to leave a cell out, given ways to say what it is. */
const NOT_BOTH: readonly ((one: string, other: string) => string)[] = [
  (one, other) => `NOT (${one} AND ${other})`,
  (one, other) => `(NOT (${one}) OR NOT (${other}))`,
  (one, other) => `CASE WHEN ${one} AND ${other} THEN 0 ELSE 1 END = 1`,
  (one, other) => `NOT NOT NOT (${other} AND ${one})`,
  (one, other) => `(NOT (${one}) OR (${one} AND NOT (${other})))`,
];

const PADDING = ['1 = 1', 'NOT (1 = 2)', "'a' <> 'b'", "NOT ('x' = 'y' AND 1 = 1)"];
const COUNTS = ['SUM(o.spend)', 'COUNT(DISTINCT p.hashed_email)'];

const names: fc.Arbitrary<Names> = fc.record({ p: fc.constantFrom('p', 'x', 't1'), o: fc.constantFrom('o', 'y', 't2'), qualified: fc.boolean() });
const twoCells = fc.shuffledSubarray([...CELLS], { minLength: 2, maxLength: 2 }).map(([one, other]) => [one!, other!] as const);
const hour = fc.integer({ min: 0, max: 700 });

function query(measure: string, { p, o }: Names, conditions: readonly string[]): string {
  const own = measure.replaceAll('o.', `${o}.`).replaceAll('p.', `${p}.`);
  return `SELECT ${own} FROM panel ${p} JOIN orders ${o} ON ${o}.hashed_email = ${p}.hashed_email${conditions.length > 0 ? ` WHERE ${conditions.join(' AND ')}` : ''}`;
}

const wording = fc.record({ names, is: fc.tuple(fc.constantFrom(...IS), fc.constantFrom(...IS)), padding: fc.subarray(PADDING, { maxLength: 2 }), first: fc.boolean(), hour });

/** Everybody, and everybody but one cell: worded, ordered, named and timed at random. */
export const differencingAttack: fc.Arbitrary<Past[]> = fc
  .record({ cells: twoCells, measure: fc.constantFrom(...COUNTS), whole: wording, part: wording, notBoth: fc.constantFrom(...NOT_BOTH), within: fc.option(fc.constantFrom('gold', 'silver'), { nil: undefined }) })
  .map(({ cells: [one, other], measure, whole, part, notBoth, within }) => {
    const common = (its: Names) => (within === undefined ? [] : [`${columnOf(its, 'segment')} = '${within}'`]);
    const out = notBoth(part.is[0](columnOf(part.names, one.column), one.value), part.is[1](columnOf(part.names, other.column), other.value));
    const conditions = part.first ? [out, ...part.padding, ...common(part.names)] : [...common(part.names), ...part.padding, out];
    return [
      { sql: query(measure, whole.names, [...whole.padding, ...common(whole.names)]), hour: whole.hour },
      { sql: query(measure, part.names, conditions), hour: part.hour },
    ];
  });

/** (A or T) and (A or not T). */
export const trackerAttack: fc.Arbitrary<Past[]> = fc
  .record({ cells: twoCells, measure: fc.constantFrom(...COUNTS), one: wording, other: wording })
  .map(({ cells: [victim, tracker], measure, one, other }) => {
    const half = ({ names: its, is, padding, first, hour: at }: typeof one, negated: boolean): Past => {
      const isVictim = is[0](columnOf(its, victim.column), victim.value);
      const isTracker = `${negated ? 'NOT ' : ''}(${is[1](columnOf(its, tracker.column), tracker.value)})`;
      return { sql: query(measure, its, [...padding, first ? `(${isVictim} OR ${isTracker})` : `(${isTracker} OR ${isVictim})`]), hour: at };
    };
    return [half(one, false), half(other, true)];
  });
