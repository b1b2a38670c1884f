import type { Findings } from '../refusals';
import type { RoomTable, Span } from '../request';
import type { BaseColumn, Literal } from '../sql/query';
import type { Scope } from '../sql/scope';
import type { SpanFinder } from '../sql/spans';
import type { TreeNode } from '../sql/tree';
import type { RuleSwitches } from '../switches';

/** An output column of a checked query. */
export interface OutputColumn {
  name: string;
  /** As Glue names it. */
  type: string;
  /** The columns of the collaboration's tables that its value derives from. */
  sources: readonly BaseColumn[];
  span?: Span;
}

/** A checked and translated SELECT or set operation, with all its WITH tables. */
export interface Block {
  node: TreeNode;
  columns: readonly OutputColumn[];
  /** False when a part was refused: then a column may be missing. */
  complete: boolean;
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
  /** The values of a template's parameters. */
  parameters?: ReadonlyMap<string, Literal>;
}
