import { LosslessNumber } from 'lossless-json';
import type { Comparison } from '../sql/query';
import type { Tree, TreeNode } from '../sql/tree';

/** Builders of the nodes that `json_deserialize_sql` of DuckDB 1.5 reads. Only these are ever printed and run. */

const NO_LOCATION = new LosslessNumber('18446744073709551615');

function node(nodeClass: string, type: string, fields: TreeNode): TreeNode {
  return { class: nodeClass, type, alias: '', query_location: NO_LOCATION, ...fields };
}

export function columnNode(...names: string[]): TreeNode {
  return node('COLUMN_REF', 'COLUMN_REF', { column_names: names });
}

/** `value` as DuckDB gave it. */
export function constantNode(value: TreeNode): TreeNode {
  return node('CONSTANT', 'VALUE_CONSTANT', { value });
}

export function integerNode(value: number): TreeNode {
  return constantNode({ type: { id: 'INTEGER', type_info: null }, is_null: false, value: new LosslessNumber(String(value)) });
}

export function textNode(value: string): TreeNode {
  return constantNode({ type: { id: 'VARCHAR', type_info: null }, is_null: false, value });
}

interface FunctionOptions {
  distinct?: boolean;
  operator?: boolean;
  filter?: TreeNode;
  /** An aggregate takes its rows in the order of this value. */
  orderBy?: TreeNode;
}

export function functionNode(name: string, children: readonly TreeNode[], options: FunctionOptions = {}): TreeNode {
  return node('FUNCTION', 'FUNCTION', {
    function_name: name,
    schema: '',
    children,
    filter: options.filter ?? null,
    order_bys: {
      type: 'ORDER_MODIFIER',
      orders: options.orderBy ? [{ type: 'ASCENDING', null_order: 'NULLS LAST', expression: options.orderBy }] : [],
    },
    distinct: options.distinct ?? false,
    is_operator: options.operator ?? false,
    export_state: false,
    catalog: '',
  });
}

export function operatorNode(symbol: string, children: readonly TreeNode[]): TreeNode {
  return functionNode(symbol, children, { operator: true });
}

export function typeNode(id: string, decimal?: { width: number; scale: number }): TreeNode {
  if (!decimal) return { id, type_info: null };
  const [width, scale] = [numberOf(decimal.width), numberOf(decimal.scale)];
  return { id, type_info: { type: 'DECIMAL_TYPE_INFO', alias: '', extension_info: null, width, scale } };
}

function numberOf(value: number): LosslessNumber {
  return new LosslessNumber(String(value));
}

/** TRY_CAST: NULL instead of an error, so that no error depends on data. */
export function tryCastNode(child: TreeNode, type: TreeNode): TreeNode {
  return node('CAST', 'OPERATOR_CAST', { child, cast_type: type, try_cast: true });
}

/** A cast that can't fail: widening, and literals that were checked. */
export function castNode(child: TreeNode, type: TreeNode): TreeNode {
  return node('CAST', 'OPERATOR_CAST', { child, cast_type: type, try_cast: false });
}

/** TRY(…): NULL where computing fails (overflow, LN of 0). */
export function tryNode(child: TreeNode): TreeNode {
  return node('OPERATOR', 'OPERATOR_TRY', { children: [child] });
}

export function coalesceNode(children: readonly TreeNode[]): TreeNode {
  return node('OPERATOR', 'OPERATOR_COALESCE', { children });
}

const COMPARISON_TYPES: Readonly<Record<Comparison, string>> = {
  '=': 'COMPARE_EQUAL',
  '<>': 'COMPARE_NOTEQUAL',
  '<': 'COMPARE_LESSTHAN',
  '<=': 'COMPARE_LESSTHANOREQUALTO',
  '>': 'COMPARE_GREATERTHAN',
  '>=': 'COMPARE_GREATERTHANOREQUALTO',
};

export function comparisonNode(operator: Comparison, left: TreeNode, right: TreeNode): TreeNode {
  return node('COMPARISON', COMPARISON_TYPES[operator], { left, right });
}

export function logicNode(operator: 'AND' | 'OR', children: readonly TreeNode[]): TreeNode {
  return node('CONJUNCTION', `CONJUNCTION_${operator}`, { children });
}

export function notNode(child: TreeNode): TreeNode {
  return node('OPERATOR', 'OPERATOR_NOT', { children: [child] });
}

export function nullTestNode(negated: boolean, child: TreeNode): TreeNode {
  return node('OPERATOR', negated ? 'OPERATOR_IS_NOT_NULL' : 'OPERATOR_IS_NULL', { children: [child] });
}

export function inNode(negated: boolean, children: readonly TreeNode[]): TreeNode {
  return node('OPERATOR', negated ? 'COMPARE_NOT_IN' : 'COMPARE_IN', { children });
}

export function tableNode(name: string, alias: string): TreeNode {
  return {
    type: 'BASE_TABLE', alias, sample: null, query_location: NO_LOCATION, schema_name: '', table_name: name,
    column_name_alias: [], catalog_name: '', at_clause: null,
  };
}

/** A query in FROM. */
export function derivedTableNode(query: TreeNode, alias: string): TreeNode {
  return { type: 'SUBQUERY', alias, sample: null, query_location: NO_LOCATION, subquery: { node: query, named_param_map: [] }, column_name_alias: [] };
}

export type JoinType = 'INNER' | 'LEFT' | 'RIGHT' | 'FULL';

/**
 * Without a condition: the product of both sides. Never as DuckDB's CROSS, which its printer writes as a comma: that binds
 * weaker than the joins after it, so they would lose the tables before it.
 */
export function joinNode(left: TreeNode, right: TreeNode, condition: TreeNode | undefined, joinType: JoinType = 'INNER'): TreeNode {
  return {
    type: 'JOIN', alias: '', sample: null, query_location: NO_LOCATION, left, right, condition: condition ?? ALWAYS,
    join_type: joinType, ref_type: 'REGULAR',
    using_columns: [], delim_flipped: false, duplicate_eliminated_columns: [],
  };
}

const ALWAYS = comparisonNode('=', integerNode(1), integerNode(1));

export interface SelectParts {
  modifiers: readonly TreeNode[];
  items: readonly TreeNode[];
  from: TreeNode;
  /** WITH: names and query nodes. */
  commonTables?: readonly { name: string; node: TreeNode }[];
  where: TreeNode | undefined;
  groupBy: readonly TreeNode[];
  /** Of ROLLUP and the like: places in `groupBy`. */
  groupSets?: readonly (readonly number[])[] | undefined;
  having: TreeNode | undefined;
}

/** A SELECT. */
export function selectNode(parts: SelectParts): TreeNode {
  const all = parts.groupBy.map((_, index) => index);
  const sets = parts.groupSets ?? (all.length > 0 ? [all] : []);
  return {
    type: 'SELECT_NODE',
    modifiers: parts.modifiers,
    cte_map: commonTablesNode(parts.commonTables ?? []),
    select_list: parts.items,
    from_table: parts.from,
    where_clause: parts.where ?? null,
    group_expressions: parts.groupBy,
    group_sets: sets.map((set) => set.map(numberOf)),
    aggregate_handling: 'STANDARD_HANDLING',
    having: parts.having ?? null,
    sample: null,
    qualify: null,
  };
}

function commonTablesNode(tables: readonly { name: string; node: TreeNode }[]): TreeNode {
  const map = tables.map(({ name, node: query }) => ({
    key: name,
    value: { aliases: [], query: { node: query, named_param_map: [] }, materialized: 'CTE_MATERIALIZE_DEFAULT', key_targets: [] },
  }));
  return { map };
}

/** A whole statement around a query node. */
export function statementNode(query: TreeNode): Tree {
  return { error: false, statements: [{ node: query, named_param_map: [] }] };
}

/** UNION, EXCEPT or INTERSECT of two query nodes. */
export function setOperationNode(operation: string, all: boolean, left: TreeNode, right: TreeNode, modifiers: readonly TreeNode[], commonTables: SelectParts['commonTables']): TreeNode {
  return { type: 'SET_OPERATION_NODE', modifiers, cte_map: commonTablesNode(commonTables ?? []), setop_type: operation, left, right, setop_all: all };
}

/** CASE WHEN …; without `otherwise` it gives NULL. */
export function caseNode(branches: readonly { when: TreeNode; result: TreeNode }[], otherwise: TreeNode | undefined): TreeNode {
  const checks = branches.map(({ when, result }) => ({ when_expr: when, then_expr: result }));
  return node('CASE', 'CASE_EXPR', { case_checks: checks, else_expr: otherwise ?? NULL });
}

export const NULL = constantNode({ type: { id: 'NULL', type_info: null }, is_null: true });

/** A query as a value, a list to look in, or a test for rows. */
export function subqueryNode(mode: 'scalar' | 'in' | 'exists', query: TreeNode, operand: TreeNode | undefined): TreeNode {
  return node('SUBQUERY', 'SUBQUERY', {
    subquery_type: { scalar: 'SCALAR', in: 'ANY', exists: 'EXISTS' }[mode],
    subquery: { node: query, named_param_map: [] },
    child: operand ?? null,
    comparison_type: mode === 'in' ? 'COMPARE_EQUAL' : 'INVALID',
  });
}

export interface WindowParts {
  type: string;
  name: string;
  args: readonly TreeNode[];
  partitions: readonly TreeNode[];
  orders: readonly TreeNode[];
  frame: { start: string; end: string; startRows?: number; endRows?: number };
  offset?: TreeNode;
  fallback?: TreeNode;
}

/** A function OVER a window. */
export function windowNode({ type, name, args, partitions, orders, frame, offset, fallback }: WindowParts): TreeNode {
  return node('WINDOW', type, {
    function_name: name, schema: '', catalog: '', children: args, partitions, orders, start: frame.start, end: frame.end,
    start_expr: rowsNode(frame.startRows), end_expr: rowsNode(frame.endRows), offset_expr: offset ?? null, default_expr: fallback ?? null,
    ignore_nulls: false, filter_expr: null, exclude_clause: 'NO_OTHER', distinct: false, arg_orders: [],
  });
}

function rowsNode(count: number | undefined): TreeNode | null {
  return count === undefined ? null : integerNode(count);
}
