import { textIn, type TreeNode } from '@parley/analysis-rules';
import type { Meaning } from '../filter/canonical-term';
import type { Filter } from '../filter/filter';
import type { PastQuery } from '../past-query';

/** A SELECT as whoever reads from it sees it. */
export interface Derived {
  /** Canonical text of each output column, by its lower-case name. */
  columns: ReadonlyMap<string, string>;
  filters: readonly Filter[];
  tables: readonly string[];
}

/** One entry of a FROM clause; `columns` of a SELECT or a WITH table only. */
export interface Relation {
  alias: string;
  columns?: ReadonlyMap<string, string>;
}

/**
 * Names in sight of these relations. A table's column is its bare name: an audit does not hold the tables' columns, and
 * whether it is written as `tier` or `p.tier` must make no difference. `aliases` are those of the SELECT list.
 */
export function meaningIn(relations: readonly Relation[], query: PastQuery, aliases: ReadonlyMap<string, string> = new Map()): Meaning {
  return {
    column: (parts) => {
      const name = parts.at(-1) ?? '';
      const qualifier = parts.at(-2);
      const meant = relations.filter(({ alias }) => qualifier === undefined || alias === qualifier);
      const derived = meant.flatMap(({ columns }) => columns?.get(name) ?? []);
      return derived[0] ?? (qualifier === undefined ? aliases.get(name) : undefined) ?? name;
    },
    parameter: (name) => query.parameters?.[name] ?? `:${name}`,
  };
}

/** What `*` and `t.*` return of derived tables; of a table, every column keeps its name. */
export function allColumns(item: TreeNode, relations: readonly Relation[]): (readonly [string, string])[] {
  if (textIn(item, 'class') !== 'STAR') return [];
  return relations.flatMap(({ columns }) => [...(columns ?? [])]);
}
