import type { Findings } from '../refusals';
import type { RoomTable } from '../request';
import type { SpanFinder } from '../sql/spans';
import { isNode, locationOf, textIn, type Tree, type TreeNode } from '../sql/tree';

/**
 * The associated tables that a statement names anywhere, subqueries included, each once. Looks at the raw tree, so
 * that even a query of a refused shape learns which rules it meets.
 */
export function referencedTables(statement: TreeNode, tables: readonly RoomTable[], spans: SpanFinder, findings: Findings): readonly RoomTable[] {
  const nodes = nodesBelow(statement);
  const commonTables = new Set(nodes.filter((node) => isNode(node.value) && 'key' in node).map((node) => textIn(node, 'key').toLowerCase()));
  const found = new Set<RoomTable>();
  for (const node of nodes.filter((candidate) => candidate.type === 'BASE_TABLE')) {
    const name = textIn(node, 'table_name').toLowerCase();
    const span = spans.at(locationOf(node));
    const table = tables.find((candidate) => candidate.name.toLowerCase() === name);
    if (textIn(node, 'schema_name') || textIn(node, 'catalog_name')) findings.add('NAME_QUALIFIED_TABLE', { table: name, span });
    else if (table) found.add(table);
    else if (!commonTables.has(name)) findings.add('NAME_UNKNOWN_TABLE', { table: name, span, known: tables.map((one) => one.name) });
  }
  return [...found];
}

function nodesBelow(tree: Tree): readonly TreeNode[] {
  if (Array.isArray(tree)) return tree.flatMap(nodesBelow);
  if (!isNode(tree)) return [];
  return [tree, ...Object.values(tree).flatMap(nodesBelow)];
}
