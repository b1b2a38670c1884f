import type { PlacedConstraint } from '../aggregation/output-constraints';
import type { Findings } from '../refusals';
import type { Expression, Query } from '../sql/query';
import { keyOf } from '../sql/same-expression';
import type { Tree, TreeNode } from '../sql/tree';
import { buildModifiers } from './build-modifiers';
import { createTranslator } from './create-translator';
import * as build from './nodes';
import type { Translator } from './translator';

/**
 * Builds the tree that runs, from the checked query and nothing else, with one hidden HAVING condition a constraint.
 * Adds refusals where DuckDB has no form that means what Spark means.
 */
export function buildTree(query: Query, constraints: readonly PlacedConstraint[], findings: Findings): Tree | undefined {
  const translator = createTranslator(findings);
  const from = buildFrom(query, translator);
  if (!from) return undefined;
  const select = build.selectNode({
    modifiers: buildModifiers(query, translator),
    items: query.items.map((item) => ({ ...translator.value(item.expression, true).node, alias: item.output })),
    from,
    where: query.where && translator.condition(query.where),
    groupBy: distinctGroups(query.groupBy).map((group) => translator.value(group, true).node),
    having: buildHaving(query.having, constraints, translator),
  });
  return build.statementNode(select);
}

function buildFrom({ relations, joins }: Query, translator: Translator): TreeNode | undefined {
  const tables = new Map(relations.map((relation) => [relation, build.tableNode(relation.table.name, relation.alias)]));
  const [first] = relations;
  let tree = first && tables.get(first);
  for (const join of joins) {
    const right = tables.get(join.right);
    if (tree && right) tree = build.joinNode(tree, right, translator.condition(join.on));
  }
  return tree;
}

/** Constants group nothing, and DuckDB takes a number for a position. */
function distinctGroups(groups: readonly Expression[]): readonly Expression[] {
  const byKey = new Map(groups.filter((group) => group.kind !== 'literal').map((group) => [keyOf(group), group]));
  return [...byKey.values()];
}

function buildHaving(having: Expression | undefined, constraints: readonly PlacedConstraint[], translator: Translator): TreeNode | undefined {
  const hidden = constraints.map(({ relation, column, minimum }) => {
    const count = build.functionNode('count', [build.columnNode(relation.alias, column)], { distinct: true });
    return build.comparisonNode('>=', count, build.integerNode(minimum));
  });
  const conditions = [...(having ? [translator.condition(having)] : []), ...hidden];
  return conditions.length > 1 ? build.logicNode('AND', conditions) : conditions[0];
}
