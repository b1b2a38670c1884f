import type { Relation } from '../sql/query';
import type { MergedColumn } from '../sql/scope';
import type { TreeNode } from '../sql/tree';
import type { Identity } from './controls/identities';

/** By lower-case name. */
export type Merged = ReadonlyMap<string, MergedColumn>;

/** FROM as it is offered to names, and as it runs. */
export interface Sources {
  relations: readonly Relation[];
  complete: boolean;
  node?: TreeNode;
  /** What USING and NATURAL made of two columns of one name. */
  merged?: Merged;
  /** The people that a row of it rests on, once an appearance of a table with a threshold. */
  identities: readonly Identity[];
}
