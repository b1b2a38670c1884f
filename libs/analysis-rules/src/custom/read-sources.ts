import type { RoomTable, Span } from '../request';
import type { Relation } from '../sql/query';
import { readExpression } from '../sql/read-expression';
import { listIn, locationOf, nodeIn, optionalNode, textIn, type TreeNode } from '../sql/tree';
import { createTranslator } from '../translation/create-translator';
import * as build from '../translation/nodes';
import { checkPlain } from './check-placement';
import type { Block, CustomReader } from './custom-reader';
import { expressionReader } from './read-more';

/** FROM as it is offered to names, and as it runs. */
export interface Sources {
  relations: readonly Relation[];
  complete: boolean;
  node?: TreeNode;
}

const NOTHING: Sources = { relations: [], complete: false };
const JOINS: Readonly<Record<string, build.JoinType>> = { INNER: 'INNER', LEFT: 'LEFT', RIGHT: 'RIGHT', FULL: 'FULL' };

/** FROM: associated tables, WITH tables, subqueries and their joins; anything else is refused by name. */
export function readSources(node: TreeNode, reader: CustomReader): Sources {
  const span = reader.spans.at(locationOf(node));
  switch (textIn(node, 'type')) {
    case 'BASE_TABLE':
      return readTable(node, span, reader);
    case 'SUBQUERY':
      return readDerived(node, span, reader);
    case 'JOIN':
      return readJoin(node, span, reader);
    case 'EMPTY':
      reader.findings.add('GRAMMAR_NO_TABLE');
      return NOTHING;
    default:
      reader.findings.add('GRAMMAR_FROM', { span, name: textIn(node, 'type').replaceAll('_', ' ').toLowerCase() });
      return NOTHING;
  }
}

function readTable(node: TreeNode, span: Span | undefined, { tables, commonTables, findings }: CustomReader): Sources {
  const name = textIn(node, 'table_name').toLowerCase();
  const alias = (textIn(node, 'alias') || name).toLowerCase();
  if (node.sample !== null || node.at_clause !== null) findings.add('GRAMMAR_CLAUSE', { span, name: 'A sample or version of a table' });
  if (listIn(node, 'column_name_alias').length > 0) findings.add('GRAMMAR_CLAUSE', { span, name: 'Renaming the columns of a table' });
  if (textIn(node, 'schema_name') || textIn(node, 'catalog_name')) return NOTHING;
  const common = commonTables.get(name);
  if (common) return derivedFrom(common, alias, span, build.tableNode(name, alias), findings);
  const table = tables.find((candidate) => candidate.name.toLowerCase() === name);
  if (table) return { relations: [{ alias, table, span }], complete: true, node: build.tableNode(table.name, alias) };
  findings.add('NAME_UNKNOWN_TABLE', { table: name, span });
  return NOTHING;
}

function readDerived(node: TreeNode, span: Span | undefined, reader: CustomReader): Sources {
  const alias = textIn(node, 'alias').toLowerCase();
  if (listIn(node, 'column_name_alias').length > 0) reader.findings.add('GRAMMAR_CLAUSE', { span, name: 'Renaming the columns of a subquery' });
  if (node.sample !== null) reader.findings.add('GRAMMAR_CLAUSE', { span, name: 'A sample of a subquery' });
  // What stands beside it in FROM is out of its sight: that would be LATERAL.
  const block = reader.readBlock(nodeIn(nodeIn(node, 'subquery'), 'node'), { ...reader, outer: undefined });
  return block ? derivedFrom(block, alias, span, build.derivedTableNode(block.node, alias), reader.findings) : NOTHING;
}

function derivedFrom(block: Block, alias: string, span: Span | undefined, node: TreeNode, findings: CustomReader['findings']): Sources {
  const names = block.columns.map(({ name }) => name.toLowerCase());
  for (const { name, span: place } of block.columns.filter((_, index) => names.indexOf(names[index] ?? '') < index)) {
    findings.add('NAME_DUPLICATE_OUTPUT', { column: name, span: place });
  }
  const table: RoomTable = { name: alias, owner: '', columns: block.columns.map(({ name, type }) => ({ name, type })) };
  const derived = new Map(block.columns.map(({ name, sources }) => [name, sources]));
  return { relations: [{ alias, table, derived, span }], complete: block.complete, node };
}

function readJoin(node: TreeNode, span: Span | undefined, reader: CustomReader): Sources {
  const left = readSources(nodeIn(node, 'left'), reader);
  const right = readSources(nodeIn(node, 'right'), reader);
  const relations = [...left.relations, ...right.relations];
  const complete = left.complete && right.complete;
  const [type, reference] = [JOINS[textIn(node, 'join_type')], textIn(node, 'ref_type')];
  const condition = optionalNode(node, 'condition');
  const regular = reference === 'REGULAR' && condition !== undefined && listIn(node, 'using_columns').length === 0;
  if (!type || (!regular && reference !== 'CROSS')) {
    reader.findings.add('CUSTOM_JOIN', { span, name: regular ? `${textIn(node, 'join_type')} JOIN` : 'USING, NATURAL or a JOIN without ON' });
    return { relations, complete: false };
  }
  const on = condition && readExpression(condition, expressionReader({ relations, complete }, reader));
  if (on) checkPlain(on, 'ON', reader.findings);
  const test = on && createTranslator(reader.findings).condition(on);
  return { relations, complete, ...(left.node && right.node && { node: build.joinNode(left.node, right.node, test, type) }) };
}
