import fc from 'fast-check';
import type { RoomTable } from '../request';
import { anyMeasures, anyRow, COLUMNS, MEASURES, plainRows, type Row, SUMMED } from './hidden-panel';
import { runOnDuckDb } from './run-on-duckdb';

/** Random questions to the panel and the shop, and random changes of what no released group rests on. */

export interface Data {
  s: readonly Row[];
  c: readonly Row[];
}

type Cells = (string | null)[];

const dimension = fc.constantFrom(
  's.word', 's.tier', 's.grade', 's.day', 'c.word', 'c.ratio', 'UPPER(s.word)', 'TRIM(c.word)', 'SUBSTRING(s.word, 1, 1)', "COALESCE(s.word, 'none')",
  'ABS(s.tier)', 'ABS(s.big)', 'CAST(s.big AS INT)', 'CAST(s.ratio AS INT)', 'CAST(s.wide AS BIGINT)', 'CAST(s.wide AS DECIMAL(10,2))', 'CAST(s.big AS STRING)', 'FLOOR(s.wide)',
  'CEILING(c.ratio)', 'ROUND(s.grade)', 'ROUND(s.wide, 2)', 'LN(s.tier)', 'SQRT(s.ratio)', 'CAST(s.day AS TIMESTAMP)', 'CAST(c.seen AS DATE)', 'EXTRACT(YEAR FROM s.day)', 'EXTRACT(MONTH FROM s.seen)',
); // prettier-ignore
const aggregate = fc.oneof(
  fc.tuple(fc.constantFrom('SUM(', 'AVG(', 'SUM(DISTINCT '), fc.constantFrom('s.', 'c.'), fc.constantFrom(...SUMMED)),
  fc.tuple(fc.constantFrom('COUNT(', 'COUNT(DISTINCT '), fc.constantFrom('s.', 'c.'), fc.constantFrom(...Object.keys(MEASURES))),
).map(([name, table, column]) => `${name}${table}${column})`); // prettier-ignore
const condition = fc.constantFrom(
  's.tier > 0', 's.tier * 2000000000 > 5', 's.big + 1 > 0', 's.big - s.tier < 9', 's.tier / s.big > 0', '-s.big < 0', 's.wide > 0.5', 's.wide > s.grade', 's.wide = s.big', 's.ratio <> 0.1',
  's.ratio / c.ratio > 1', 's.day >= s.seen', "s.day > TIMESTAMP '2025-01-01 00:00:00'",
  's.seen BETWEEN s.day AND c.seen', "s.day < DATE '2025-06-01'", "s.word LIKE 'a%'", "NOT (s.word = 'b') OR c.tier IN (1, 2)",
  's.grade BETWEEN 0 AND 99999999999', 's.big IN (0, 1)', 's.wide IS NULL OR s.wide * 100 > 1', 's.grade * s.wide > 1',
); // prettier-ignore

export const question = fc.record({
  dimensions: fc.uniqueArray(dimension, { maxLength: 2, size: '-1' }),
  aggregates: fc.uniqueArray(aggregate, { minLength: 1, maxLength: 3 }),
  joined: fc.boolean(),
  where: fc.option(condition, { freq: 1 }),
  having: fc.option(fc.tuple(aggregate, fc.constantFrom('>= 0', '< 3', '<> 0.5', '< 1e300')).map((parts) => parts.join(' ')), { freq: 1 }),
  order: fc.option(fc.constantFrom('1', '1 DESC', '2 DESC NULLS LAST')),
  people: fc.integer({ min: 2, max: 3 }),
  homes: fc.option(fc.constant(2), { freq: 1, nil: undefined }),
});
export type Question = typeof question extends fc.Arbitrary<infer T> ? T : never;

export const data: fc.Arbitrary<Data> = fc.record({ s: plainRows, c: plainRows });

const change = fc.record({
  /** For the n-th hidden row: new measures, or undefined to let it leave. */
  fates: fc.array(fc.option(anyMeasures, { freq: 5, nil: undefined }), { minLength: 1, maxLength: 9 }),
  added: fc.array(anyRow, { maxLength: 3 }),
});

export const changes = fc.record({ s: change, c: change });
type Changes = typeof changes extends fc.Arbitrary<infer T> ? T : never;

/** Spark SQL of a question. Every item has a name of its own. */
export function sqlOf({ dimensions, aggregates, joined, where, having, order }: Question): string {
  const onOwn = (text: string) => (joined ? text : text.replaceAll('c.', 's.'));
  const groups = [...new Set(dimensions.map(onOwn))];
  const items = [...groups, ...new Set(aggregates.map(onOwn))];
  const named = items.map((item, index) => `${item} AS x${index + 1}`);
  const clauses = [
    `SELECT ${named.join(', ')} FROM panel s${joined ? ' JOIN shop c ON s.person = c.person' : ''}`,
    ...(where ? [`WHERE ${onOwn(where)}`] : []),
    ...(groups.length > 0 ? [`GROUP BY ${groups.join(', ')}`] : []),
    ...(having ? [`HAVING ${onOwn(having)}`] : []),
    ...(order ? [`ORDER BY ${items[Number(order[0]) - 1] ?? items[0]}${order.slice(1)}`] : []),
  ];
  return clauses.join(' ');
}

/**
 * Loads the data; gives the rows of each table that released groups rest on. They are counted here, and not by the engine's own
 * conditions; what it joins, keeps and groups by is taken from `executableSql`.
 */
export async function releasedRows(executableSql: string, { people, homes, joined }: Question, data: Data): Promise<Data> {
  const [, from = '', groupBy] = / (FROM .*?)(?: GROUP BY (.*?))? HAVING /.exec(executableSql) ?? [];
  const aliases = joined ? ['s', 'c'] : ['s'];
  const cells = aliases.flatMap((alias) => [`${alias}.rid`, `${alias}.person`, `${alias}.home`]);
  const joins = await runOnDuckDb(`SELECT ${[...cells, ...(groupBy ? [groupBy] : [])].join(', ')} ${from}`, withRowIds(), rowsIn(data));
  const isReleased = (rows: Cells[]) => aliases.every((_, index) => countDistinct(rows, index * 3 + 1) >= people && countDistinct(rows, index * 3 + 2) >= (homes ?? 0));
  const kept = groupRows(joins, cells.length).filter(isReleased).flat();
  const rowsOf = (rows: readonly Row[], at: number) => rows.filter((_, rid) => kept.some((cell) => cell[at] === String(rid)));
  return { s: rowsOf(data.s, 0), c: joined ? rowsOf(data.c, 3) : [] };
}

/** The data after the changes; rows in `basis` stay as they are. */
export function changed({ s, c }: Data, basis: Data, to: Changes): Data {
  return { s: changedRows(s, basis.s, to.s), c: changedRows(c, basis.c, to.c) };
}

function changedRows(rows: readonly Row[], visible: readonly Row[], { fates, added }: Changes['s']): Row[] {
  const next = rows.flatMap((row, index) => {
    if (visible.includes(row)) return [row];
    const fate = fates[index % fates.length];
    return fate ? [{ ...row, ...fate }] : [];
  });
  return [...added, ...next];
}

function withRowIds(): RoomTable[] {
  const columns = Object.entries({ ...COLUMNS, rid: 'int' }).map(([name, type]) => ({ name, type }));
  return ['panel', 'shop'].map((name) => ({ name, owner: '', columns }));
}

function rowsIn({ s, c }: Data) {
  return (table: string) => (table === 'panel' ? s : c).map((row, index) => ({ ...row, rid: index }));
}

/** Joined rows by what follows their first `from` cells: the values they are grouped by. */
function groupRows(rows: Cells[], from: number): Cells[][] {
  const groups = new Map<string, Cells[]>();
  for (const row of rows) {
    const key = JSON.stringify(row.slice(from));
    groups.set(key, [...(groups.get(key) ?? []), row]);
  }
  return [...groups.values()];
}

/** How many different values stand in one cell of the rows. */
function countDistinct(rows: Cells[], at: number): number {
  return new Set(rows.map((row) => row[at]).filter((value) => value !== null)).size;
}
