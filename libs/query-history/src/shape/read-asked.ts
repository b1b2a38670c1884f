import { listIn, nodeIn, nodesIn, optionalNode, statementTree, textIn, type TreeNode } from '@parley/analysis-rules';
import { canonicalText, type Meaning, readScalar } from '../filter/canonical-term';
import { conjunctsOf, type Filter } from '../filter/filter';
import { readFilter } from '../filter/read-filter';
import type { PastQuery } from '../past-query';
import type { Asked } from './asked';
import { allColumns, type Derived, meaningIn, type Relation } from './names';

/** What the reading of one query collects and looks names up in. */
interface Reading {
  query: PastQuery;
  found: Asked[];
  common: ReadonlyMap<string, Derived>;
}

/** A FROM clause. */
interface Source {
  relations: Relation[];
  filters: Filter[];
  tables: string[];
}

/** Every SELECT of a query that was allowed. None for a text that DuckDB's parser can't read: nothing was asked by it. */
export async function readAsked(query: PastQuery): Promise<Asked[]> {
  // Whatever looks like a parameter is one: an allowed text has no other.
  const parameters = [...query.sql.matchAll(/:(\w+)/g)].map(([, name]) => name ?? '');
  const tree = await statementTree(query.sql, parameters);
  const reading: Reading = { query, found: [], common: new Map() };
  if (tree) readNode(tree, reading);
  return reading.found;
}

function readNode(node: TreeNode, outer: Reading): Derived {
  const reading = withCommonTables(node, outer);
  switch (textIn(node, 'type')) {
    case 'SELECT_NODE':
      return readSelect(node, reading);
    case 'SET_OPERATION_NODE':
      return readBranches(node, reading);
    default:
      return { columns: new Map(), filters: [], tables: [] };
  }
}

function withCommonTables(node: TreeNode, reading: Reading): Reading {
  const common = new Map(reading.common);
  for (const entry of nodesIn(nodeIn(node, 'cte_map'), 'map')) {
    const query = nodeIn(nodeIn(entry, 'value'), 'query');
    common.set(textIn(entry, 'key').toLowerCase(), readNode(nodeIn(query, 'node'), { ...reading, common }));
  }
  return { ...reading, common };
}

/** Whoever reads from a set operation reads from all its branches: their conditions hold in one of them only. */
function readBranches(node: TreeNode, reading: Reading): Derived {
  const branches = node.left === undefined ? nodesIn(node, 'children') : [nodeIn(node, 'left'), nodeIn(node, 'right')];
  const [first, ...rest] = branches.map((branch) => readNode(branch, reading));
  if (!first) return { columns: new Map(), filters: [], tables: [] };
  const any: Filter = { kind: 'or', parts: [first, ...rest].map(({ filters }) => ({ kind: 'and', parts: filters })) };
  return { columns: first.columns, filters: [any], tables: [...first.tables, ...rest.flatMap(({ tables }) => tables)] };
}

function readSelect(node: TreeNode, reading: Reading): Derived {
  const source = readFrom(nodeIn(node, 'from_table'), reading);
  const rows = meaningIn(source.relations, reading.query);
  const where = optionalNode(node, 'where_clause');
  const filters = where ? [...source.filters, readFilter(where, rows)] : source.filters;
  const items = nodesIn(node, 'select_list').map((item) => ({ item, alias: textIn(item, 'alias').toLowerCase(), text: scalarText(item, rows) }));
  const outputs = meaningIn(source.relations, reading.query, new Map(items.map(({ alias, text }) => [alias, text])));
  const groups = nodesIn(node, 'group_expressions').map((group) => items[Number(scalarText(group, rows)) - 1]?.text ?? scalarText(group, outputs));
  const having = optionalNode(node, 'having');
  const conjuncts = conjunctsOf(filters);
  const shape = {
    source: JSON.stringify([...source.tables].sort()),
    groups: [...new Set(groups)].sort(),
    measures: [...new Set(items.filter(({ item }) => holdsAggregate(item)).map(({ text }) => text))].sort(),
    having: having ? [...conjunctsOf([readFilter(having, outputs)]).values()] : [],
  };
  const returned = items.map(({ text }) => text).sort();
  const meaning = JSON.stringify([shape.source, [...conjuncts.keys()].sort(), shape.groups, returned, shape.having]);
  reading.found.push({ query: reading.query, ...shape, conjuncts, meaning });
  const columns = new Map(items.flatMap(({ item, alias, text }) => (nameOf(item, alias) ? [[nameOf(item, alias), text] as const] : allColumns(item, source.relations))));
  return { columns, filters, tables: source.tables };
}

function scalarText(node: TreeNode, meaning: Meaning): string {
  const scalar = readScalar(node, meaning);
  return 'term' in scalar ? scalar.term : JSON.stringify(scalar.value);
}

function nameOf(item: TreeNode, alias: string): string {
  if (alias !== '' || textIn(item, 'class') !== 'COLUMN_REF') return alias;
  return String(listIn(item, 'column_names').at(-1)).toLowerCase();
}

const NO_SOURCE: Source = { relations: [], filters: [], tables: [] };

function readFrom(from: TreeNode, reading: Reading): Source {
  const alias = textIn(from, 'alias').toLowerCase();
  switch (textIn(from, 'type')) {
    case 'BASE_TABLE': {
      const name = textIn(from, 'table_name').toLowerCase();
      const derived = reading.common.get(name);
      return derived ? sourceOf(alias || name, derived) : { relations: [{ alias: alias || name }], filters: [], tables: [name] };
    }
    case 'SUBQUERY':
      return sourceOf(alias, readNode(nodeIn(nodeIn(from, 'subquery'), 'node'), reading));
    case 'JOIN':
      return readJoin(from, reading);
    default:
      return NO_SOURCE;
  }
}

function sourceOf(alias: string, derived: Derived): Source {
  return { relations: [{ alias, columns: derived.columns }], filters: [...derived.filters], tables: [...derived.tables] };
}

function readJoin(from: TreeNode, reading: Reading): Source {
  const [left, right] = [readFrom(nodeIn(from, 'left'), reading), readFrom(nodeIn(from, 'right'), reading)];
  const relations = [...left.relations, ...right.relations];
  const meaning = meaningIn(relations, reading.query);
  const condition = optionalNode(from, 'condition');
  const on = condition ? [readFilter(condition, meaning)] : [];
  const using = listIn(from, 'using_columns').map((column): string => `using ${String(column).toLowerCase()}`);
  const kind = textIn(from, 'join_type');
  // An outer join keeps the rows that its condition does not meet: it is part of what is joined, not a filter.
  const outer = kind === 'INNER' ? [] : [`${kind} ${condition ? canonicalText(condition, meaning) : ''}`];
  const filters = [...left.filters, ...right.filters, ...(kind === 'INNER' ? on : [])];
  return { relations, filters, tables: [...left.tables, ...right.tables, ...using, ...outer] };
}

const AGGREGATES = new Set(['count', 'count_star', 'sum', 'avg', 'mean', 'min', 'max', 'stddev', 'stddev_samp', 'stddev_pop', 'variance', 'var_samp', 'var_pop', 'median', 'approx_count_distinct', 'any_value', 'first', 'last']);

function holdsAggregate(node: TreeNode): boolean {
  const itself = textIn(node, 'class') === 'FUNCTION' && AGGREGATES.has(textIn(node, 'function_name').toLowerCase());
  const inner = ['children', 'child', 'left', 'right'].flatMap((field) => {
    const value = node[field];
    return value === null || value === undefined ? [] : Array.isArray(value) ? nodesIn(node, field) : [nodeIn(node, field)];
  });
  return itself || inner.some(holdsAggregate);
}
