import type { RoomTable } from '../request';

/** What AGGREGATION and LIST rules alike say about joins. */
export interface JoinRule {
  joinColumns: readonly string[];
  allowedJoinOperators?: readonly ('AND' | 'OR')[] | undefined;
}

/** Looks up a table's join rule; `name` is the rule type for refusals. */
export interface JoinRules {
  name: 'AGGREGATION' | 'LIST';
  of(table: RoomTable): JoinRule;
}
