import type { RoomTable, Span } from '../request';
import { columnsIn } from '../sql/query';
import { readExpression } from '../sql/read-expression';
import { listIn, locationOf, nodeIn, optionalNode, textIn, type TreeNode } from '../sql/tree';
import { createTranslator } from '../translation/create-translator';
import * as build from '../translation/nodes';
import { checkPlain } from './check-placement';
import { checkControlled } from './controls/check-controlled';
import { identitiesOfBlock, identitiesOfTable } from './controls/identities';
import { type Block, type CustomReader, within } from './custom-reader';
import { refuseDuplicateOutputs } from './duplicate-outputs';
import { sourcesOf } from './lineage';
import { mergingJoin } from './merged-columns';
import { expressionReader } from './read-more';
import type { Sources } from './sources';

const NOTHING: Sources = { relations: [], complete: false, identities: [] };
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

function readTable(node: TreeNode, span: Span | undefined, { tables, commonTables, findings, controls, reads }: CustomReader): Sources {
  const name = textIn(node, 'table_name').toLowerCase();
  const alias = (textIn(node, 'alias') || name).toLowerCase();
  if (node.sample !== null || node.at_clause !== null) findings.add('GRAMMAR_CLAUSE', { span, name: 'A sample or version of a table' });
  if (listIn(node, 'column_name_alias').length > 0) findings.add('GRAMMAR_CLAUSE', { span, name: 'Renaming the columns of a table' });
  if (textIn(node, 'schema_name') || textIn(node, 'catalog_name')) return NOTHING;
  const common = commonTables.get(name);
  if (common) return derivedFrom(common, alias, span, build.tableNode(name, alias), findings);
  const table = tables.find((candidate) => candidate.name.toLowerCase() === name);
  if (table) {
    const identities = identitiesOfTable(table, alias, controls);
    reads.push(...identities);
    return { relations: [{ alias, table, span }], complete: true, node: build.tableNode(table.name, alias), identities };
  }
  findings.add('NAME_UNKNOWN_TABLE', { table: name, span, known: tables.map((one) => one.name) });
  return NOTHING;
}

function readDerived(node: TreeNode, span: Span | undefined, reader: CustomReader): Sources {
  // Without an alias it goes by a name that no runner can write.
  const alias = textIn(node, 'alias').toLowerCase() || `subquery#${reader.unnamed.push(node)}`;
  if (listIn(node, 'column_name_alias').length > 0) reader.findings.add('GRAMMAR_CLAUSE', { span, name: 'Renaming the columns of a subquery' });
  if (node.sample !== null) reader.findings.add('GRAMMAR_CLAUSE', { span, name: 'A sample of a subquery' });
  // What stands beside it in FROM is out of its sight: that would be LATERAL.
  const block = reader.readBlock(nodeIn(nodeIn(node, 'subquery'), 'node'), { ...within(reader), outer: undefined });
  return block ? derivedFrom(block, alias, span, build.derivedTableNode(block.node, alias), reader.findings) : NOTHING;
}

function derivedFrom(block: Block, alias: string, span: Span | undefined, node: TreeNode, findings: CustomReader['findings']): Sources {
  refuseDuplicateOutputs(block.columns, findings);
  const table: RoomTable = { name: alias, owner: '', columns: block.columns.map(({ name, type }) => ({ name, type })) };
  const derived = new Map(block.columns.map((column) => [column.name, column]));
  return { relations: [{ alias, table, derived, span }], complete: block.complete, node, identities: identitiesOfBlock(block.carried, alias) };
}

function readJoin(node: TreeNode, span: Span | undefined, reader: CustomReader): Sources {
  const left = readSources(nodeIn(node, 'left'), reader);
  const right = readSources(nodeIn(node, 'right'), reader);
  const relations = [...left.relations, ...right.relations];
  const complete = left.complete && right.complete;
  const identities = [...left.identities, ...right.identities];
  const [type, reference] = [JOINS[textIn(node, 'join_type')], textIn(node, 'ref_type')];
  const condition = optionalNode(node, 'condition');
  const merging = complete ? mergingJoin(node, left, right, span, reader) : undefined;
  const conditional = condition !== undefined || merging !== undefined;
  if (!type || (reference !== 'CROSS' && (!conditional || !['REGULAR', 'NATURAL'].includes(reference)))) {
    const what = conditional ? `${textIn(node, 'join_type')} JOIN` : 'A JOIN without ON, or a NATURAL JOIN without a common column';
    if (complete || !type) reader.findings.add('CUSTOM_JOIN', { span, name: what });
    return { relations, complete: false, identities };
  }
  const merged = merging?.merged ?? new Map([...(left.merged ?? []), ...(right.merged ?? [])]);
  const on = condition ? readExpression(condition, expressionReader({ relations, complete, merged }, reader)) : merging?.on;
  if (on) checkPlain(on, 'ON', reader.findings);
  if (on && reader.controls) checkControlled(on, { ...reader, controls: reader.controls, windowsAfterThresholds: false });
  for (const column of merging ? columnsIn(merging.on) : []) reader.reads.push(...sourcesOf(column));
  const test = on && createTranslator(reader.findings).condition(on);
  return { relations, complete, identities, merged, ...(left.node && right.node && { node: build.joinNode(left.node, right.node, test, type) }) };
}
