import type { AnalysisRule } from '@parley/contract';

export type Value = string | number | null;
export type Row = Readonly<Record<string, Value>>;

/** A column as the query writes it; without an alias it is unqualified. */
export interface ColumnRef {
  kind: 'column';
  alias?: string;
  column: string;
}

export type Expression =
  | ColumnRef
  | { kind: 'literal'; value: string | number }
  | { kind: 'parameter'; name: string }
  | { kind: 'scalar'; name: string; args: Expression[] }
  | { kind: 'aggregate'; name: string; distinct: boolean; args: Expression[]; window?: boolean }
  | { kind: 'arithmetic'; operator: '+' | '-' | '*' | '/' | '||'; left: Expression; right: Expression }
  | { kind: 'case'; when: Condition; result: Expression }
  | { kind: 'subquery'; table: string; column: string }
  | { kind: 'star' };

export type Aggregate = Extract<Expression, { kind: 'aggregate' }>;

export type Condition =
  | { kind: 'compare'; operator: string; left: Expression; right: Expression }
  | { kind: 'and' | 'or'; parts: Condition[] }
  | { kind: 'not'; part: Condition }
  | { kind: 'in'; negated: boolean; left: Expression; values: (string | number)[] }
  | { kind: 'like'; operator: 'LIKE' | 'NOT LIKE' | 'ILIKE' | 'RLIKE' | 'SIMILAR TO'; left: Expression; pattern: string }
  | { kind: 'null'; negated: boolean; left: Expression }
  | { kind: 'between'; left: Expression; low: string | number; high: string | number }
  | { kind: 'in-subquery'; left: Expression; table: string; column: string }
  | { kind: 'exists'; table: string };

/** In FROM. An alias that is the table's own name is not written. */
export interface Relation {
  table: string;
  alias: string;
}

export const ODD_JOINS = [
  'LEFT JOIN', 'RIGHT JOIN', 'FULL JOIN', 'LEFT SEMI JOIN', 'LEFT ANTI JOIN', 'CROSS JOIN', 'NATURAL JOIN', ',', 'USING',
] as const; // prettier-ignore

export interface Join extends Relation {
  kind: 'JOIN' | 'INNER JOIN' | (typeof ODD_JOINS)[number];
  /** Absent for the kinds that take no condition, and where one was forgotten. */
  on?: Condition;
}

export const WRAPPINGS = ['cte', 'derived', 'union', 'intersect', 'except', 'two statements', 'create table', 'insert', 'explain'] as const;

/** A grouping or sorting item may point at an output column, by its place or its alias. */
export type Pointer = { kind: 'ordinal'; position: number } | { kind: 'alias'; name: string };

/** How the text is written; it never matters to the meaning. */
export type Style = 'plain' | 'shouting' | 'backticks' | 'with AS' | 'sprawling';

/** A query as an object: what the generator makes, the printer prints, and the oracle judges and evaluates. */
export interface Query {
  style: Style;
  /** What stands around the SELECT; only `none` is in the grammars of the two rules. */
  wrapping: 'none' | (typeof WRAPPINGS)[number];
  distinct: boolean;
  items: { expression: Expression; alias?: string }[];
  from: Relation;
  joins: Join[];
  where?: Condition;
  groupBy: (Expression | Pointer)[];
  grouping?: 'ROLLUP' | 'CUBE' | 'GROUPING SETS';
  having?: Condition;
  orderBy: { expression: Expression | Pointer; descending: boolean; nulls?: 'FIRST' | 'LAST' }[];
  limit?: number;
  offset?: number;
}

export interface TableOfCase {
  name: string;
  owner: string;
  rule?: AnalysisRule;
  /** Absent: the association has no collaboration rule. */
  allowedReceivers?: string[];
  /** Columns of the table that are not among its allowed columns. */
  hidden: string[];
  rows: Row[];
}

/** One question to both judges. */
export interface Case {
  runner: string;
  receivers: string[];
  tables: TableOfCase[];
  query: Query;
}

export type ColumnType = 'string' | 'bigint';

/** Every table has the same columns but for one of its own, so that bare names can be ambiguous. */
export function columnsOf({ name, hidden }: Pick<TableOfCase, 'name' | 'hidden'>): ReadonlyMap<string, ColumnType> {
  const all = { k1: 'string', k2: 'string', d1: 'string', n1: 'bigint', m1: 'bigint', m2: 'bigint', x1: 'string', [`${name}_own`]: 'string' } as const;
  return new Map(Object.entries(all).filter(([column]) => !hidden.includes(column)));
}
