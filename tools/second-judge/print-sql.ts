import type { Condition, Expression, Join, Pointer, Query, Relation, Style } from './model';

/** The query as a runner of Clean Rooms would write it. */
export function printSql(query: Query): string {
  const select = printSelect(query);
  switch (query.wrapping) {
    case 'none':
      return select;
    case 'cte':
      return `WITH w AS (${select}) SELECT * FROM w`;
    case 'derived':
      return `SELECT w.o0 FROM (${select}) w`;
    case 'union':
      return `${select} UNION ALL ${select}`;
    case 'intersect':
    case 'except':
      return `${select} ${query.wrapping.toUpperCase()} ${select}`;
    case 'two statements':
      return `${select}; ${select}`;
    case 'create table':
      return `CREATE TABLE w AS ${select}`;
    case 'insert':
      return `INSERT INTO ${query.from.table} ${select}`;
    case 'explain':
      return `EXPLAIN ${select}`;
  }
}

function printSelect(query: Query): string {
  const say = printerOf(query.style);
  const items = query.items.map(({ expression, alias }) => say.expression(expression) + (alias ? ` AS ${say.name(alias)}` : ''));
  const sorting = query.orderBy.map(({ expression, descending, nulls }) =>
    [say.pointed(expression), descending && 'DESC', nulls && `NULLS ${nulls}`].filter(Boolean).join(' '),
  );
  return [
    `SELECT ${query.distinct ? 'DISTINCT ' : ''}${items.join(', ')}`,
    `FROM ${say.relation(query.from)}`,
    ...query.joins.map(say.join),
    query.where && `WHERE ${say.condition(query.where)}`,
    query.groupBy.length > 0 && `GROUP BY ${printGroups(query.groupBy.map(say.pointed), query.grouping)}`,
    query.having && `HAVING ${say.condition(query.having)}`,
    sorting.length > 0 && `ORDER BY ${sorting.join(', ')}`,
    query.limit !== undefined && `LIMIT ${query.limit}`,
    query.offset !== undefined && `OFFSET ${query.offset}`,
  ]
    .filter(Boolean)
    .join(query.style === 'sprawling' ? SPRAWL : ' ');
}

/** Comments that would end the query, or a text in it, were they not read as comments. */
const SPRAWL = "\n  /* it's; */ -- ' OR 1=1 --\n";

function printGroups(groups: string[], grouping: Query['grouping']): string {
  if (grouping === 'GROUPING SETS') return `GROUPING SETS ((${groups.join(', ')}), ())`;
  return grouping ? `${grouping}(${groups.join(', ')})` : groups.join(', ');
}

/** The parts of a query, all in one style. */
function printerOf(style: Style) {
  const name = (text: string): string => (style === 'shouting' ? text.toUpperCase() : style === 'backticks' ? `\`${text}\`` : text);

  const relation = ({ table, alias }: Relation): string =>
    table === alias ? name(table) : [name(table), style === 'with AS' && 'AS', name(alias)].filter(Boolean).join(' ');

  const join = ({ kind, table, alias, on }: Join): string => {
    const joined = relation({ table, alias });
    if (kind === ',') return `, ${joined}`;
    if (kind === 'USING') return `JOIN ${joined} USING (${name('k1')})`;
    return `${kind} ${joined}${on ? ` ON ${condition(on)}` : ''}`;
  };

  const pointed = (one: Expression | Pointer): string =>
    one.kind === 'ordinal' ? String(one.position) : one.kind === 'alias' ? name(one.name) : expression(one);

  const expression = (one: Expression): string => {
    switch (one.kind) {
      case 'column':
        return one.alias ? `${name(one.alias)}.${name(one.column)}` : name(one.column);
      case 'literal':
        return printLiteral(one.value);
      case 'parameter':
        return `:${one.name}`;
      case 'scalar': {
        const args = one.args.map(expression);
        return one.name === 'CAST' ? `CAST(${args[0]} AS STRING)` : `${one.name}(${args.join(', ')})`;
      }
      case 'aggregate': {
        const call = `${one.name}(${one.distinct ? 'DISTINCT ' : ''}${one.args.map(expression).join(', ')})`;
        return one.window ? `${call} OVER ()` : call;
      }
      case 'arithmetic':
        return `${expression(one.left)} ${one.operator} ${expression(one.right)}`;
      case 'case':
        return `CASE WHEN ${condition(one.when)} THEN ${expression(one.result)} END`;
      case 'subquery':
        return `(SELECT ${name(one.column)} FROM ${name(one.table)} LIMIT 1)`;
      case 'star':
        return '*';
    }
  };

  const condition = (one: Condition): string => {
    switch (one.kind) {
      case 'compare':
        return `${expression(one.left)} ${one.operator} ${expression(one.right)}`;
      case 'and':
      case 'or':
        return `(${one.parts.map(condition).join(` ${one.kind.toUpperCase()} `)})`;
      case 'not':
        return `NOT (${condition(one.part)})`;
      case 'in':
        return `${expression(one.left)} ${one.negated ? 'NOT ' : ''}IN (${one.values.map(printLiteral).join(', ')})`;
      case 'like':
        return `${expression(one.left)} ${one.operator} ${printLiteral(one.pattern)}`;
      case 'null':
        return `${expression(one.left)} IS ${one.negated ? 'NOT ' : ''}NULL`;
      case 'between':
        return `${expression(one.left)} BETWEEN ${printLiteral(one.low)} AND ${printLiteral(one.high)}`;
      case 'in-subquery':
        return `${expression(one.left)} IN (SELECT ${name(one.column)} FROM ${name(one.table)})`;
      case 'exists':
        return `EXISTS (SELECT 1 FROM ${name(one.table)})`;
    }
  };

  return { name, relation, join, pointed, expression, condition };
}

/** The generator's texts hold no quote and no backslash. */
function printLiteral(value: string | number): string {
  return typeof value === 'number' ? String(value) : `'${value}'`;
}
