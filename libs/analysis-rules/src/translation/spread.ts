import type { TreeNode } from '../sql/tree';
import * as build from './nodes';

/** Below this, squares of doubles and their sums stay finite. */
const LARGEST = '1e150';

/**
 * STDDEV or VARIANCE that never fails: DuckDB stops the whole query at one NaN, infinity or huge value, also in a group
 * that is not shown. Here such a group's spread is NaN, as Spark's is.
 *
 * @param make makes an aggregate's node from its name and argument
 */
export function spreadNode(name: string, value: TreeNode, make: (name: string, args: readonly TreeNode[]) => TreeNode): TreeNode {
  const double = build.typeNode('DOUBLE');
  const usual = () => build.comparisonNode('<', build.functionNode('abs', [value]), build.castNode(build.textNode(LARGEST), double));
  const unusual = make('bool_or', [build.notNode(usual())]);
  const spread = make(name, [build.caseNode([{ when: usual(), result: value }], undefined)]);
  return build.caseNode([{ when: unusual, result: build.castNode(build.textNode('NaN'), double) }], spread);
}
