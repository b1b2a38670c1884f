import type { RoomTable } from '../../request';
import type { TreeNode } from '../../sql/tree';
import * as build from '../../translation/nodes';
import type { Controls } from './controls';

/** The people that a row rests on, by one appearance of a table with a threshold. */
export interface Identity {
  table: RoomTable;
  column: string;
  /** Gives one identity, or a list of them where `many`. */
  node: TreeNode;
  many: boolean;
}

/** An identity that a block carries out in a hidden column. */
export type CarriedIdentity = Omit<Identity, 'node'> & { name: string };

/** No runner can write this name: the lexical gate lets no # pass. */
export const hiddenName = (index: number): string => `identity#${index + 1}`;

/** What a row of a table in FROM rests on: one identity a threshold column. */
export function identitiesOfTable(table: RoomTable, alias: string, controls: Controls | undefined): readonly Identity[] {
  const columns = new Set((controls?.thresholds ?? []).filter((threshold) => threshold.table === table).map(({ column }) => column));
  return [...columns].map((column) => ({ table, column, node: build.columnNode(alias, column), many: false }));
}

/** The same for a derived table, which has carried them out. */
export function identitiesOfBlock(carried: readonly CarriedIdentity[], alias: string): readonly Identity[] {
  return carried.map(({ name, ...identity }) => ({ ...identity, node: build.columnNode(alias, name) }));
}

/** Hidden items of a SELECT list; a group carries the identities of all its rows. */
export function carryOut(identities: readonly Identity[], grouped: boolean): { items: readonly TreeNode[]; carried: readonly CarriedIdentity[] } {
  const names = identities.map((_, index) => hiddenName(index));
  return {
    items: identities.map((identity, index) => ({ ...(grouped ? gathered(identity) : identity.node), alias: names[index] ?? '' })),
    carried: identities.map(({ table, column, many }, index) => ({ table, column, many: many || grouped, name: names[index] ?? '' })),
  };
}

/** True for a row that rests on at least so many distinct identities; NULL is none. A single row rests on one. */
export function restsOn(identity: Identity, grouped: boolean, minimum: number): TreeNode {
  const count = grouped && !identity.many ? build.functionNode('count', [identity.node], { distinct: true }) : counted(identity, grouped);
  return build.comparisonNode('>=', count, build.integerNode(minimum));
}

function counted(identity: Identity, grouped: boolean): TreeNode {
  if (!identity.many) return build.integerNode(1);
  return build.functionNode('len', [build.functionNode('list_distinct', [grouped ? gathered(identity) : identity.node])]);
}

function gathered({ node, many }: Identity): TreeNode {
  if (!many) return build.functionNode('list', [node], { distinct: true });
  return build.functionNode('list_distinct', [build.functionNode('flatten', [build.functionNode('list', [node])])]);
}
