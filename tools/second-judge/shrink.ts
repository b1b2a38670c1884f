import { compare, type Disagreement } from './compare';
import type { Case, Condition, Query } from './model';

/** The smallest case found that the judges still disagree on in the same way: rows, tables, items and conditions are dropped one by one. */
export async function shrink(asked: Case, disagreement: Disagreement): Promise<Case> {
  let smallest = asked;
  for (let shrunk = true; shrunk; ) {
    shrunk = false;
    for (const candidate of smaller(smallest)) {
      if (!(await stillDisagrees(candidate, disagreement))) continue;
      smallest = candidate;
      shrunk = true;
      break;
    }
  }
  return smallest;
}

async function stillDisagrees(asked: Case, disagreement: Disagreement): Promise<boolean> {
  try {
    return (await compare(asked)).disagreement === disagreement;
  } catch {
    // Dropping a part can leave a query that means nothing, such as one that points at an item that is gone.
    return false;
  }
}

function* smaller(asked: Case): Generator<Case> {
  const { query, tables } = asked;
  for (const smallerQuery of smallerQueries(query)) yield { ...asked, query: smallerQuery };
  const used = new Set([query.from, ...query.joins].map(({ table }) => table));
  for (const table of tables) {
    if (!used.has(table.name)) yield { ...asked, tables: tables.filter((one) => one !== table) };
    for (const rows of withoutOne(table.rows)) yield { ...asked, tables: tables.map((one) => (one === table ? { ...table, rows } : one)) };
  }
}

function* smallerQueries(query: Query): Generator<Query> {
  const { where: _where, ...withoutWhere } = query;
  const { having: _having, ...withoutHaving } = query;
  const { limit: _limit, ...withoutLimit } = query;
  if (query.where) yield withoutWhere;
  if (query.having) yield withoutHaving;
  if (query.limit !== undefined) yield withoutLimit;
  if (query.style !== 'plain') yield { ...query, style: 'plain' };
  for (const joins of withoutOne(query.joins)) yield { ...query, joins };
  for (const orderBy of withoutOne(query.orderBy)) yield { ...query, orderBy };
  for (const groupBy of withoutOne(query.groupBy)) yield { ...query, groupBy };
  if (query.items.length > 1) for (const items of withoutOne(query.items)) yield { ...query, items };
  if (query.where) for (const where of parts(query.where)) yield { ...query, where };
  if (query.having) for (const having of parts(query.having)) yield { ...query, having };
  for (const join of query.joins) {
    if (join.on) for (const on of parts(join.on)) yield { ...query, joins: query.joins.map((one) => (one === join ? { ...join, on } : one)) };
  }
}

function parts(condition: Condition): Condition[] {
  if (condition.kind === 'not') return [condition.part];
  return condition.kind === 'and' || condition.kind === 'or' ? [...condition.parts, ...condition.parts.flatMap(parts)] : [];
}

const withoutOne = <T>(all: readonly T[]): T[][] => all.map((_, index) => all.filter((_one, at) => at !== index));
