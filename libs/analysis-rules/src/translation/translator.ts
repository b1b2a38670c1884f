import type { Findings } from '../refusals';
import type { Expression } from '../sql/query';
import type { TreeNode } from '../sql/tree';
import type { Typed } from './types';

/**
 * What every translation of a part is given: where refusals go, and the way to the parts below it. Values hold
 * conditions and conditions hold values, so neither imports the other; `createTranslator` joins them.
 */
export interface Translator {
  findings: Findings;
  /** A value as DuckDB must compute it; a `bare` column keeps its stored type. */
  value: (expression: Expression, bare?: boolean) => Typed;
  /** A condition as DuckDB must compute it. */
  condition: (expression: Expression) => TreeNode;
}
