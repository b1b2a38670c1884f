import type { Expression, SelectItem } from '../sql/query';
import { readExpression, type Reader } from '../sql/read-expression';
import { readItem, readLimit, readOrders, readOutput, refuseDuplicateAliases, refuseForeignClauses } from '../sql/read-query';
import { sameExpression } from '../sql/same-expression';
import { outputScope } from '../sql/scope';
import { listIn, locationOf, nodeIn, nodesIn, optionalNode, textIn, type TreeNode } from '../sql/tree';
import { buildModifiers } from '../translation/build-modifiers';
import { createTranslator } from '../translation/create-translator';
import * as build from '../translation/nodes';
import { checkPlacement } from './check-placement';
import type { Block, CommonTables, CustomReader } from './custom-reader';
import { glueName } from './glue-name';
import { distinctColumns, sourcesOf } from './lineage';
import { expressionReader, withMore } from './read-more';
import { readSources, type Sources } from './read-sources';

/** A SELECT under CUSTOM rules, checked and translated. */
export function readSelect(node: TreeNode, commonTables: CommonTables, reader: CustomReader): Block | undefined {
  refuseForeignClauses(node, reader);
  const sources = readSources(nodeIn(node, 'from_table'), reader);
  refuseDuplicateAliases(sources.relations, reader);
  const select = readParts(node, sources, reader);
  checkPlacement({ ...select, relations: sources.relations }, reader.findings);
  checkModifiers(select, reader);
  return sources.node && translate({ ...select, from: sources.node }, sources, commonTables, reader);
}

type Parts = ReturnType<typeof readParts>;

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
    groupBy: nodesIn(node, 'group_expressions').map((group) => readOutput(group, items, outputs, 'GROUP BY', switches)),
    having: having && readExpression(having, outputs),
    orderBy: modifiers.flatMap((modifier) => readOrders(modifier, items, outputs, switches)),
    ...readLimit(modifiers, rows),
  };
}

/** One item, or the columns that a star stands for. */
function readItems(node: TreeNode, { relations, complete }: Sources, rows: Reader, reader: CustomReader): readonly SelectItem[] {
  if (textIn(node, 'class') !== 'STAR') return [readItem(node, rows)];
  const span = reader.spans.at(locationOf(node));
  const qualifier = textIn(node, 'relation_name').toLowerCase();
  const lists = ['exclude_list', 'replace_list', 'qualified_exclude_list', 'rename_list'];
  const meant = relations.filter((relation) => qualifier === '' || relation.alias === qualifier);
  if (lists.some((list) => listIn(node, list).length > 0) || node.columns === true || node.expr !== null || (complete && meant.length === 0)) {
    reader.findings.add('GRAMMAR_STAR', { span });
    return [];
  }
  return meant.flatMap((relation) =>
    relation.table.columns.map(({ name, type }) => {
      const expression = { kind: 'column' as const, relation, name, type, span };
      reader.reads.push(...sourcesOf(expression));
      return { expression, output: name };
    }),
  );
}

function checkModifiers({ distinct, items, groupBy, orderBy, limit, offset }: Parts, { findings }: CustomReader): void {
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

function translate(select: Parts & { from: TreeNode }, sources: Sources, commonTables: CommonTables, { findings }: CustomReader): Block {
  const translator = createTranslator(findings);
  const typed = select.items.map((item) => ({ ...item, value: translator.value(item.expression, true) }));
  const node = build.selectNode({
    modifiers: buildModifiers(select, translator),
    items: typed.map(({ value, output }) => ({ ...value.node, alias: output })),
    from: select.from,
    commonTables,
    where: select.where && translator.condition(select.where),
    groupBy: select.groupBy.map((group) => translator.value(group, true).node),
    having: select.having && translator.condition(select.having),
  });
  const columns = typed.flatMap(({ expression, output, value }) => {
    const type = glueName(expression, value);
    if (!type && value.type.kind === 'other') findings.add('DIALECT_TYPES', { span: expression.span, name: output, detail: 'a type without a counterpart' });
    return type === undefined ? [] : [{ name: output, type, sources: distinctColumns(sourcesOf(expression)), span: expression.span }];
  });
  return { node, columns, complete: sources.complete && columns.length === typed.length };
}
