import type { Findings } from '../refusals';
import type { RoomTable, Span } from '../request';
import type { BaseColumn, Derivation, Literal } from '../sql/query';
import type { Scope } from '../sql/scope';
import type { SpanFinder } from '../sql/spans';
import type { TreeNode } from '../sql/tree';
import type { RuleSwitches } from '../switches';
import type { Companions } from './controls/check-controlled';
import type { Controls } from './controls/controls';
import type { CarriedIdentity, Identity } from './controls/identities';

/** An output column of a checked query. */
export interface OutputColumn extends Derivation {
  name: string;
  /** The name without literals, for refusals. */
  label: string;
  /** As Glue names it. */
  type: string;
  span?: Span;
}

/** A checked and translated SELECT or set operation, with all its WITH tables. */
export interface Block {
  node: TreeNode;
  columns: readonly OutputColumn[];
  /** False when a part was refused: then a column may be missing. */
  complete: boolean;
  /** Hidden columns: the people that each row rests on. The result itself carries none. */
  carried: readonly CarriedIdentity[];
}

/** The WITH tables of one block, in order, each with its tree. */
export type CommonTables = readonly { name: string; node: TreeNode }[];

/** What reading a query under CUSTOM rules needs at every level. */
export interface CustomReader {
  /** Reads a query node within another: FROM, set operations and expressions all hold queries, so it is handed down. */
  readBlock: (node: TreeNode, reader: CustomReader) => Block | undefined;
  spans: SpanFinder;
  findings: Findings;
  switches: RuleSwitches;
  tables: readonly RoomTable[];
  /** WITH tables in sight, by lower-case name. */
  commonTables: ReadonlyMap<string, Block>;
  /** Names of the queries around this one. */
  outer?: Scope;
  /** Every column of the collaboration's tables that is named, directly or through a derived table; filled while reading. */
  reads: BaseColumn[];
  /** Subqueries of FROM without an alias; filled while reading. */
  unnamed: TreeNode[];
  /** The values of a template's parameters. */
  parameters?: ReadonlyMap<string, Literal>;
  /** The controls of 2026, when a table of the query has any. */
  controls: Controls | undefined;
  companions: Companions;
  /** True where the rows are the result's, so that thresholds are due; `selectsResult` is true for the sides of its UNION too. */
  final: boolean;
  selectsResult: boolean;
  /** Notes the threshold that the result's rows meet; filled while reading. */
  minima: { identity: Pick<Identity, 'table' | 'column'>; minimum: number }[];
}

/** For what stands within: its rows are not the result's. */
export function within(reader: CustomReader): CustomReader {
  return { ...reader, final: false, selectsResult: false };
}
