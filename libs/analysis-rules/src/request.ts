import type { AnalysisRule, CollaborationRule } from '@parley/contract';

/** A configured table as it stands in the collaboration: its permitted columns only. */
export interface RoomTable {
  /** The association's name: the relation name in SQL, lower case. */
  name: string;
  /** The account of the member that owns it. */
  owner: string;
  /** Glue type names; only allowed columns exist here. */
  columns: readonly { name: string; type: string }[];
  analysisRule?: AnalysisRule;
  collaborationRule?: CollaborationRule;
}

/** A direct query. */
export interface AnalysisRequest {
  /** The text as the runner wrote it, for Spark SQL. */
  sql: string;
  /** Account of the member that runs the query. */
  runner: string;
  /** Accounts that would receive the result. */
  receivers: readonly string[];
  /** Every table associated with the collaboration. */
  tables: readonly RoomTable[];
  template?: undefined;
}

/** An analysis template as it is run: its text, and the values its parameters are given. */
export interface AnalysisTemplate {
  arn: string;
  /** Account of the member that wrote it. */
  creator: string;
  /** Spark SQL with `:name` wherever a literal may stand. */
  text: string;
  /** As `CreateAnalysisTemplate` declares them. */
  parameters: readonly { name: string; type: string; defaultValue?: string }[];
  /** By name, as the API sends them; they win over the defaults. */
  values: Readonly<Record<string, string>>;
}

/** A run of a template instead of a text of the runner's own. */
export type TemplateRequest = Omit<AnalysisRequest, 'sql' | 'template'> & { sql?: undefined; template: AnalysisTemplate };

/** A place in the SQL text: offsets count UTF-16 units from 0, `line` and `column` from 1. */
export interface Span {
  start: number;
  end: number;
  line: number;
  column: number;
}

/** Why a query is refused. `code` is stable; no field ever holds data. */
export interface Refusal {
  code: string;
  message: string;
  /** The rule type and field that said no, such as `LIST.joinColumns`. */
  rule?: string;
  table?: string;
  column?: string;
  span?: Span;
  repair: string;
}

/** A threshold every released row meets: at least `minimum` distinct values of `table.column`. */
export interface OutputConstraint {
  table: string;
  column: string;
  minimum: number;
}

export type Verdict =
  | {
      allowed: true;
      /** The text DuckDB runs: printed from the checked tree, with hidden threshold conditions. */
      executableSql: string;
      constraints: readonly OutputConstraint[];
      /** The referenced tables and, for each, the columns the query reads: all that may exist in the query's process. */
      reads: readonly { table: string; columns: readonly string[] }[];
      /** Names of the output columns, in order. */
      output: readonly string[];
    }
  | { allowed: false; refusals: readonly Refusal[] };
