/** A pattern in the history of a table's queries. For the owner of the table alone; holds no data and no literal of a query. */
export interface Warning {
  detector: DetectorId;
  /** Numbers in the list of attacks that it is a sign of. */
  attacks: readonly number[];
  /** One sentence for a reader who knows no SQL. */
  says: string;
  /** What would stop it. */
  repair: string;
  /** The account whose tables are concerned: who may read this. */
  owner: string;
  /** Accounts that asked. */
  runners: readonly string[];
  /** The owner's tables. */
  tables: readonly string[];
  /** What the queries differ in, where there is such a thing: columns, and functions of them. */
  columns: readonly string[];
  /** The queries that show it, in order of time. */
  queries: readonly string[];
  /** Time of the first and the last of them, ISO 8601. */
  from: string;
  to: string;
}

export type DetectorId =
  | 'differencing'
  | 'tracker'
  | 'exclusion-sweep'
  | 'value-sweep'
  | 'threshold-probing'
  | 'bisection'
  | 'overlapping-groups'
  | 'repetition'
  | 'own-table-changes'
  | 'refresh-bracketing'
  | 'refusal-probing'
  | 'budget-pressure';

/** What a detector found, before it is put in words. */
export interface Sign {
  detector: DetectorId;
  columns: readonly string[];
  queries: readonly { id: string; at: string; runner: string }[];
}
