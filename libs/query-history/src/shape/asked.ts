import type { Filter } from '../filter/filter';
import type { PastQuery } from '../past-query';

/** One SELECT of a query, as far as a history cares: of whom it asks, by what, and what. */
export interface Asked {
  query: PastQuery;
  /** The tables below it and how they are joined, in no order: SELECTs over the same rows have the same. */
  source: string;
  /** The conditions on rows, WHERE and ON, of it and of the SELECTs it reads from. */
  conjuncts: ReadonlyMap<string, Filter>;
  /** Canonical texts of the grouping columns, sorted. */
  groups: readonly string[];
  /** Canonical texts of the aggregates it returns; none: it returns rows. */
  measures: readonly string[];
  having: readonly Filter[];
  /** Equal for SELECTs that ask the same. */
  meaning: string;
}
