import type { PlacedConstraint } from '../aggregation/output-constraints';
import type { Findings } from '../refusals';
import type { Expression, Order, Query } from '../sql/query';
import { keyOf } from '../sql/same-expression';
import type { Tree, TreeNode } from '../sql/tree';
import * as build from './nodes';
import { translateCondition } from './translate-condition';
import { translateValue } from './translate-value';

/**
 * Builds the tree that runs, from the checked query and nothing else, with one hidden HAVING condition a constraint.
 * Adds refusals where DuckDB has no form that means what Spark means.
 */
export function buildTree(query: Query, constraints: readonly PlacedConstraint[], findings: Findings): Tree | undefined {
  const from = buildFrom(query, findings);
  if (!from) return undefined;
  const select = build.selectNode({
    modifiers: buildModifiers(query, findings),
    items: query.items.map((item) => ({ ...translateValue(item.expression, findings, true).node, alias: item.output })),
    from,
    where: query.where && translateCondition(query.where, findings),
    groupBy: distinctGroups(query.groupBy).map((group) => translateValue(group, findings, true).node),
    having: buildHaving(query.having, constraints, findings),
  });
  return build.statementNode(select);
}

function buildFrom({ relations, joins }: Query, findings: Findings): TreeNode | undefined {
  const tables = new Map(relations.map((relation) => [relation, build.tableNode(relation.table.name, relation.alias)]));
  const [first] = relations;
  let tree = first && tables.get(first);
  for (const join of joins) {
    const right = tables.get(join.right);
    if (tree && right) tree = build.joinNode(tree, right, translateCondition(join.on, findings));
  }
  return tree;
}

/** Constants group nothing, and DuckDB takes a number for a position. */
function distinctGroups(groups: readonly Expression[]): readonly Expression[] {
  const byKey = new Map(groups.filter((group) => group.kind !== 'literal').map((group) => [keyOf(group), group]));
  return [...byKey.values()];
}

function buildHaving(having: Expression | undefined, constraints: readonly PlacedConstraint[], findings: Findings): TreeNode | undefined {
  const hidden = constraints.map(({ relation, column, minimum }) => {
    const count = build.functionNode('count', [build.columnNode(relation.alias, column)], { distinct: true });
    return build.comparisonNode('>=', count, build.integerNode(minimum));
  });
  const conditions = [...(having ? [translateCondition(having, findings)] : []), ...hidden];
  return conditions.length > 1 ? build.logicNode('AND', conditions) : conditions[0];
}

/** DISTINCT, ORDER BY, LIMIT and OFFSET. */
export function buildModifiers({ distinct, orderBy, limit, offset }: Pick<Query, 'distinct' | 'orderBy' | 'limit' | 'offset'>, findings: Findings): readonly TreeNode[] {
  const orders = orderBy.filter(({ expression }) => expression.kind !== 'literal').map((order) => buildOrder(order, findings));
  const count = (literal: Expression | undefined) => (literal ? translateValue(literal, findings).node : null);
  return [
    ...(distinct ? [{ type: 'DISTINCT_MODIFIER', distinct_on_targets: [] }] : []),
    ...(orders.length > 0 ? [{ type: 'ORDER_MODIFIER', orders }] : []),
    ...(limit || offset ? [{ type: 'LIMIT_MODIFIER', limit: count(limit), offset: count(offset) }] : []),
  ];
}

/** Spark puts NULLs first when ascending and last when descending; DuckDB always last, so it is written out. */
export function buildOrder({ expression, descending, nulls }: Order, findings: Findings): TreeNode {
  return {
    type: descending ? 'DESCENDING' : 'ASCENDING',
    null_order: `NULLS ${nulls ?? (descending ? 'LAST' : 'FIRST')}`,
    expression: translateValue(expression, findings, true).node,
  };
}
