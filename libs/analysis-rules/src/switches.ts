/** Readings of AWS's documents that contradict themselves or are silent (clean-rooms-semantics.md, section 10). */
export interface RuleSwitches {
  /** LIST needs SELECT DISTINCT: the page says "required", its sample omits it. */
  listDistinctRequired: boolean;
  /** BETWEEN in WHERE: absent from the page's list, present in its sample. It runs as >= AND <=. */
  allowBetween: boolean;
  /** A scalar function on top of an aggregate, ROUND(AVG(x)): the guide says no, the API text yes. */
  allowScalarOnAggregate: boolean;
  /** One configured table twice in a query: the page speaks of "another configured table". */
  allowSelfJoin: boolean;
  /** NULLS FIRST and NULLS LAST in ORDER BY: undocumented; discloses nothing. */
  allowOrderByNulls: boolean;
  /** GROUP BY 1: undocumented; the item is looked up, then checked as if written out. */
  groupByOrdinal: boolean;
  /** An association without a collaboration analysis rule can't be queried (documented since July 2024). */
  requireCollaborationRule: boolean;
}

/** The stricter reading of each, save where the other one discloses nothing more. */
export const DEFAULT_SWITCHES: Readonly<RuleSwitches> = {
  listDistinctRequired: true,
  allowBetween: true,
  allowScalarOnAggregate: false,
  allowSelfJoin: false,
  allowOrderByNulls: true,
  groupByOrdinal: true,
  requireCollaborationRule: true,
};
