import type { Case, Condition, Join, Row } from '../model';
import { columnsOf, type TableOfCase } from '../model';
import type { Scope } from '../oracle/scope';
import { holds } from './conditions';
import { evaluate, type JoinedRow } from './evaluate-expression';

/** FROM and WHERE, by nested loops. */
export function joinedRows({ query }: Case, { relations }: Scope): JoinedRow[] {
  let rows: JoinedRow[] = [new Map<string, Row>()];
  const before: Scope['relations'][number][] = [];
  relations.forEach((relation, index) => {
    rows = joinTable(rows, before, relation, query.joins[index - 1]);
    before.push(relation);
  });
  const { where } = query;
  return where ? rows.filter((row) => isTrue(where, row)) : rows;
}

function joinTable(rows: readonly JoinedRow[], before: Scope['relations'], { alias, table }: Scope['relations'][number], join?: Join): JoinedRow[] {
  const { kind = 'JOIN', on } = join ?? {};
  const joined: JoinedRow[] = [];
  const matched = new Set<Row>();
  for (const row of rows) {
    const pairs = table.rows.map((added) => ({ added, pair: new Map([...row, [alias, added]]) })).filter(({ pair }) => !on || isTrue(on, pair));
    pairs.forEach(({ added }) => matched.add(added));
    joined.push(...pairs.map(({ pair }) => pair));
    if (pairs.length === 0 && (kind === 'LEFT JOIN' || kind === 'FULL JOIN')) joined.push(new Map([...row, [alias, nullsOf(table)]]));
  }
  if (kind !== 'RIGHT JOIN' && kind !== 'FULL JOIN') return joined;
  const alone = table.rows.filter((row) => !matched.has(row));
  return [...joined, ...alone.map((row) => new Map([...before.map((one) => [one.alias, nullsOf(one.table)] as const), [alias, row]]))];
}

const isTrue = (condition: Condition, row: JoinedRow): boolean => holds(condition, (one) => evaluate(one, row)) === true;

const nullsOf = (table: TableOfCase): Row => Object.fromEntries([...columnsOf(table).keys()].map((column) => [column, null]));
