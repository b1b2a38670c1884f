import type { TreeNode } from '../../sql/tree';
import * as build from '../../translation/nodes';
import type { Block, CommonTables, OutputColumn } from '../custom-reader';
import { type CarriedIdentity, carryOut, identitiesOfBlock, restsOn } from './identities';

/** A query node that carries its identities out, and what is to be made of it. */
export interface Wrapped {
  node: TreeNode;
  columns: readonly OutputColumn[];
  carried: readonly CarriedIdentity[];
  /** Equal rows become one, which rests on the identities of all. */
  grouped: boolean;
  modifiers: readonly TreeNode[];
  commonTables: CommonTables;
  /** For the result itself: how many identities each of its rows must rest on. */
  minimum?: (identity: CarriedIdentity) => number;
}

/** The name of the wrapped query; no runner can write it. */
export const WRAPPED = 'rows#';

/** DISTINCT and UNION as a query around a query: hidden columns must take no part in what makes rows equal. */
export function wrapBlock({ node, columns, carried, grouped, modifiers, commonTables, minimum }: Wrapped): Block {
  const identities = identitiesOfBlock(carried, WRAPPED);
  const conditions = minimum ? identities.flatMap((identity, index) => conditionOf(identity, carried[index], grouped, minimum)) : [];
  const condition = conditions.length > 1 ? build.logicNode('AND', conditions) : conditions[0];
  const hidden = minimum ? { items: [], carried: [] } : carryOut(identities, grouped);
  const plain = columns.map(({ name }) => build.columnNode(WRAPPED, name));
  const select = build.selectNode({
    modifiers,
    items: [...plain.map((column, index) => ({ ...column, alias: columns[index]?.name ?? '' })), ...hidden.items],
    from: build.derivedTableNode(node, WRAPPED),
    commonTables,
    where: grouped ? undefined : condition,
    groupBy: grouped ? plain : [],
    having: grouped ? condition : undefined,
  });
  return { node: select, columns, complete: true, carried: hidden.carried };
}

function conditionOf(identity: Parameters<typeof restsOn>[0], carried: CarriedIdentity | undefined, grouped: boolean, minimum: (identity: CarriedIdentity) => number) {
  const least = carried ? minimum(carried) : 0;
  return least > 0 ? [restsOn(identity, grouped, least)] : [];
}
