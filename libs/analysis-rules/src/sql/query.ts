import type { RoomTable, Span } from '../request';
import type { TreeNode } from './tree';

/** One appearance of a table in FROM. */
export interface Relation {
  /** The name that qualifies its columns: the alias, else the table's name; lower case. */
  alias: string;
  table: RoomTable;
  /** Of a subquery or WITH table: what each column is made of. Absent for a table of the collaboration. */
  derived?: ReadonlyMap<string, Derivation>;
  span?: Span;
}

/** A column of a table of the collaboration. */
export interface BaseColumn {
  table: RoomTable;
  column: string;
}

/** What a value is made of. */
export interface Derivation {
  /** Every column that had a part in it. */
  sources: readonly BaseColumn[];
  /** Those that comparing the value would compare: a count or a rank hides its arguments. */
  compared: readonly BaseColumn[];
  /** The column that it is, unchanged. */
  origin?: BaseColumn;
  /** A column or constant as it stands, or an aggregate of such. */
  plain: boolean;
  /** A literal had a part in it. */
  literal: boolean;
  /** An aggregate or a window had a part in it. */
  aggregated: boolean;
}

/** A query within an expression, already checked. */
export interface Subquery {
  node: TreeNode;
  /** Type of its one column, as Glue names it; an EXISTS has any. */
  type: string;
  /** Every column it reads: its value may tell of each. */
  sources: readonly BaseColumn[];
  /** Columns of the queries around it that it names. */
  outer: readonly ColumnReference[];
}

/** Bounds of a window frame, as DuckDB names them. */
export interface Frame {
  start: string;
  end: string;
  startRows?: number;
  endRows?: number;
}

export interface Window {
  name: string;
  args: readonly Expression[];
  partitions: readonly Expression[];
  orders: readonly Order[];
  frame: Frame;
}

export type Comparison = '=' | '<>' | '<' | '<=' | '>' | '>=';
export type Operator = '+' | '-' | '*' | '/' | '||';
export type LiteralType = 'string' | 'number' | 'boolean' | 'date' | 'timestamp';

interface Placed {
  span?: Span;
}

export type ColumnReference = Placed & { kind: 'column'; relation: Relation; name: string; type: string };
/** `value` is DuckDB's own constant, numbers kept as text. */
export type Literal = Placed & { kind: 'literal'; type: LiteralType; text: string; value: TreeNode };
/** `filter`: the rows an aggregate takes, `FILTER (WHERE …)`. */
export type Call = Placed & { kind: 'call'; name: string; args: readonly Expression[]; distinct: boolean; filter?: Expression };
export type Cast = Placed & { kind: 'cast'; operand: Expression; target: TreeNode };

/** WHEN … THEN …; no result is NULL. */
export interface Branch {
  when: Expression;
  result?: Expression;
}

/** The allow-list of expressions: whatever DuckDB parses beyond it becomes `invalid`, with a refusal. */
export type Expression =
  | ColumnReference
  | Literal
  | Call
  | Cast
  | (Placed & { kind: 'arithmetic'; operator: Operator; operands: readonly Expression[] })
  | (Placed & { kind: 'comparison'; operator: Comparison; left: Expression; right: Expression })
  | (Placed & { kind: 'logic'; operator: 'AND' | 'OR'; operands: readonly Expression[] })
  | (Placed & { kind: 'not'; operand: Expression })
  | (Placed & { kind: 'in'; negated: boolean; operand: Expression; list: readonly Expression[] })
  | (Placed & { kind: 'like'; negated: boolean; operand: Expression; pattern: Expression })
  | (Placed & { kind: 'between'; operand: Expression; lower: Expression; upper: Expression })
  | (Placed & { kind: 'null-test'; negated: boolean; operand: Expression })
  | (Placed & { kind: 'case'; branches: readonly Branch[]; otherwise?: Expression })
  | (Placed & { kind: 'window' } & Window)
  | (Placed & { kind: 'subquery'; mode: 'scalar' | 'in' | 'exists'; operand?: Expression; query: Subquery })
  | (Placed & { kind: 'invalid' });

export interface Join {
  /** Everything left of this JOIN. */
  left: readonly Relation[];
  right: Relation;
  on: Expression;
}

export interface SelectItem {
  expression: Expression;
  /** As the runner wrote it, else as Spark names it. */
  output: string;
  alias?: string;
}

export interface Order {
  expression: Expression;
  descending: boolean;
  nulls?: 'FIRST' | 'LAST';
}

/** A SELECT made of allow-listed parts only, its names resolved. */
export interface Query {
  distinct: boolean;
  items: readonly SelectItem[];
  relations: readonly Relation[];
  joins: readonly Join[];
  where?: Expression;
  groupBy: readonly Expression[];
  having?: Expression;
  orderBy: readonly Order[];
  limit?: Expression;
  offset?: Expression;
}

/** The expressions directly below one. */
export function childrenOf(expression: Expression): readonly Expression[] {
  switch (expression.kind) {
    case 'call':
      return expression.filter ? [...expression.args, expression.filter] : expression.args;
    case 'arithmetic':
    case 'logic':
      return expression.operands;
    case 'comparison':
      return [expression.left, expression.right];
    case 'in':
      return [expression.operand, ...expression.list];
    case 'like':
      return [expression.operand, expression.pattern];
    case 'between':
      return [expression.operand, expression.lower, expression.upper];
    case 'case':
      return [...expression.branches.flatMap(({ when, result }) => (result ? [when, result] : [when])), ...(expression.otherwise ? [expression.otherwise] : [])];
    case 'window':
      return [...expression.args, ...expression.partitions, ...expression.orders.map((order) => order.expression)];
    case 'subquery':
      return [...(expression.operand ? [expression.operand] : []), ...expression.query.outer];
    case 'cast':
    case 'not':
    case 'null-test':
      return [expression.operand];
    case 'column':
    case 'literal':
    case 'invalid':
      return [];
  }
}

/** Every column in an expression, at any depth. */
export function columnsIn(expression: Expression): readonly ColumnReference[] {
  return expression.kind === 'column' ? [expression] : childrenOf(expression).flatMap(columnsIn);
}
