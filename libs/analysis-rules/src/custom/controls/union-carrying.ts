import type { TreeNode } from '../../sql/tree';
import * as build from '../../translation/nodes';
import type { Block } from '../custom-reader';
import { type CarriedIdentity, hiddenName, identitiesOfBlock } from './identities';
import { WRAPPED } from './wrap-block';

/**
 * UNION ALL of two queries, the identities of both in the same hidden columns: an appearance of a table on one side
 * stands for the like appearance on the other. A side without it rests on nobody there.
 */
export function unionCarrying(left: Block, right: Block): { node: TreeNode; carried: readonly CarriedIdentity[] } {
  const [leftKeys, rightKeys] = [keysOf(left.carried), keysOf(right.carried)];
  const keys = [...new Set([...leftKeys, ...rightKeys])];
  const carried = keys.flatMap((key, index) => {
    const found = left.carried[leftKeys.indexOf(key)] ?? right.carried[rightKeys.indexOf(key)];
    return found ? [{ ...found, many: true, name: hiddenName(index) }] : [];
  });
  const sides = [side(left, leftKeys, keys), side(right, rightKeys, keys)] as const;
  return { node: build.setOperationNode('UNION', true, ...sides, [], []), carried };
}

/** The first appearance of a table's identity column, its second, and so on. */
function keysOf(carried: readonly CarriedIdentity[]): readonly string[] {
  const names = carried.map(({ table, column }) => JSON.stringify([table.name, column]));
  return names.map((name, index) => `${name} ${names.slice(0, index).filter((other) => other === name).length}`);
}

function side({ node, columns, carried }: Block, own: readonly string[], keys: readonly string[]): TreeNode {
  const identities = identitiesOfBlock(carried, WRAPPED);
  const hidden = keys.map((key) => {
    const identity = identities[own.indexOf(key)];
    if (!identity) return build.NULL;
    return identity.many ? identity.node : build.functionNode('list_value', [identity.node]);
  });
  return build.selectNode({
    modifiers: [],
    items: [
      ...columns.map(({ name }) => ({ ...build.columnNode(WRAPPED, name), alias: name })),
      ...hidden.map((item, index) => ({ ...item, alias: hiddenName(index) })),
    ],
    from: build.derivedTableNode(node, WRAPPED),
    where: undefined,
    groupBy: [],
    having: undefined,
  });
}
