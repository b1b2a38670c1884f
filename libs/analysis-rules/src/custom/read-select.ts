import type { Expression, SelectItem } from '../sql/query';
import { readExpression, type Reader } from '../sql/read-expression';
import { groupingSets, readItem, readLimit, readOrders, readOutput, refuseDuplicateAliases, refuseForeignClauses } from '../sql/read-query';
import { sameExpression } from '../sql/same-expression';
import { outputScope } from '../sql/scope';
import { listIn, locationOf, nodeIn, nodesIn, optionalNode, textIn, type TreeNode } from '../sql/tree';
import { checkPlacement } from './check-placement';
import { checkControlled, hasCompanion } from './controls/check-controlled';
import type { Block, CommonTables, CustomReader } from './custom-reader';
import { sourcesOf } from './lineage';
import { expressionReader, withMore } from './read-more';
import { readSources } from './read-sources';
import type { Sources } from './sources';
import { translateSelect } from './translate-select';

/** A SELECT under CUSTOM rules, checked and translated. */
export function readSelect(node: TreeNode, commonTables: CommonTables, reader: CustomReader): Block | undefined {
  refuseForeignClauses(node, reader);
  const sources = readSources(nodeIn(node, 'from_table'), reader);
  refuseDuplicateAliases(sources.relations, reader);
  const select = readParts(node, sources, reader);
  checkPlacement({ ...select, relations: sources.relations }, reader.findings);
  checkModifiers(select, reader);
  checkControls(select, reader);
  return sources.node && translateSelect(select, { ...sources, node: sources.node }, commonTables, reader);
}

export type Parts = ReturnType<typeof readParts>;

function readParts(node: TreeNode, sources: Sources, reader: CustomReader) {
  const { switches } = reader;
  const rows = expressionReader(sources, reader);
  const items = nodesIn(node, 'select_list').flatMap((item) => readItems(item, sources, rows, reader));
  const outputs = withMore(outputScope({ ...sources, outer: reader.outer }, items, reader.findings), reader);
  const [where, having] = [optionalNode(node, 'where_clause'), optionalNode(node, 'having')];
  const modifiers = nodesIn(node, 'modifiers');
  return {
    distinct: modifiers.some((modifier) => textIn(modifier, 'type') === 'DISTINCT_MODIFIER'),
    items,
    where: where && readExpression(where, rows),
    groupSets: groupingSets(node),
    groupBy: nodesIn(node, 'group_expressions').map((group) => readOutput(group, items, outputs, 'GROUP BY', switches)),
    having: having && readExpression(having, outputs),
    orderBy: modifiers.flatMap((modifier) => readOrders(modifier, items, outputs, switches)),
    ...readLimit(modifiers, rows),
  };
}

/** One item, or the columns that a star stands for. */
function readItems(node: TreeNode, { relations, complete, merged }: Sources, rows: Reader, reader: CustomReader): readonly SelectItem[] {
  if (textIn(node, 'class') !== 'STAR') return [readItem(node, rows)];
  const span = reader.spans.at(locationOf(node));
  const qualifier = textIn(node, 'relation_name').toLowerCase();
  const lists = ['exclude_list', 'replace_list', 'qualified_exclude_list', 'rename_list'];
  const meant = relations.filter((relation) => qualifier === '' || relation.alias === qualifier);
  if (lists.some((list) => listIn(node, list).length > 0) || node.columns === true || node.expr !== null || (complete && meant.length === 0)) {
    reader.findings.add('GRAMMAR_STAR', { span });
    return [];
  }
  // An unqualified star gives a merged column once, and first.
  const once: NonNullable<Sources['merged']> = qualifier === '' && merged ? merged : new Map();
  const items = [
    ...[...once].map(([name, { expression }]) => ({ expression: { ...expression, span }, output: name })),
    ...meant.flatMap((relation) =>
      relation.table.columns
        .filter(({ name }) => !once.get(name.toLowerCase())?.relations.includes(relation))
        .map(({ name, type }) => ({ expression: { kind: 'column' as const, relation, name, type, span }, output: name })),
    ),
  ];
  for (const { expression } of items) reader.reads.push(...sourcesOf(expression));
  return items;
}

function checkModifiers({ distinct, items, groupSets, groupBy, orderBy, limit, offset }: Parts, { findings, spans }: CustomReader): void {
  if (groupSets && groupBy.length === 0) findings.add('GRAMMAR_CLAUSE', { span: spans.words('group', 'by'), name: 'An empty GROUP BY' });
  for (const group of groupBy.filter(({ kind }) => kind === 'literal')) findings.add('GRAMMAR_CLAUSE', { span: group.span, name: 'A literal in GROUP BY' });
  for (const { expression } of distinct ? orderBy : []) {
    if (!items.some((item) => sameExpression(item.expression, expression))) findings.add('CUSTOM_ORDER', { span: expression.span });
  }
  checkCounts([limit, offset], findings);
}

/** LIMIT and OFFSET: whole numbers. */
export function checkCounts(counts: readonly (Expression | undefined)[], findings: CustomReader['findings']): void {
  for (const count of counts.flatMap((one) => one ?? [])) {
    const whole = count.kind === 'literal' && count.type === 'number' && /^\d{1,18}$/.test(count.text);
    if (!whole && count.kind !== 'invalid') findings.add('CUSTOM_LIMIT', { span: count.span });
  }
}

/** What the controls of 2026 forbid in this SELECT. */
function checkControls({ groupSets, distinct, items, where, groupBy, having, orderBy, offset }: Parts, reader: CustomReader): void {
  const { controls, findings, companions, final, selectsResult } = reader;
  if (!controls) return;
  const place = { controls, findings, companions, windowsAfterThresholds: final && !distinct };
  const selected = items.map((item) => item.expression);
  const conditions = [where, having].filter((condition) => condition !== undefined);
  for (const expression of [...selected, ...conditions, ...groupBy, ...orderBy.map((order) => order.expression)]) checkControlled(expression, place);
  // A single grouping set is a plain GROUP BY in the tree.
  if (groupSets || reader.spans.words('grouping', 'sets')) findings.add('CUSTOM_CONTROLLED_SQL', { span: reader.spans.words('group', 'by'), name: 'ROLLUP, CUBE or GROUPING SETS' });
  if (offset) findings.add('CUSTOM_CONTROLLED_SQL', { span: offset.span, name: 'OFFSET' });
  if (selectsResult && !selected.some(hasCompanion)) companions.lacking = true;
}
