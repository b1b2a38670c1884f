import type { RoomTable } from '../request';
import type { RuleSwitches } from '../switches';
import { outputName } from './output-name';
import type { Expression, Order, Query, Relation, SelectItem } from './query';
import { readExpression, type Reader } from './read-expression';
import { readFrom } from './read-from';
import { outputScope, tableScope } from './scope';
import { listIn, locationOf, nodeIn, nodesIn, optionalNode, printTree, textIn, type TreeNode } from './tree';

export type QueryReader = Omit<Reader, 'scope'> & { tables: readonly RoomTable[]; switches: RuleSwitches };

/** A SELECT node as a query of allow-listed parts. Refusals go to `findings`; what they touch is left `invalid`. */
export function readQuery(node: TreeNode, reader: QueryReader): Query | undefined {
  const { findings, spans } = reader;
  if (textIn(node, 'type') !== 'SELECT_NODE') {
    findings.add('GRAMMAR_SET_OPERATION', { span: spans.words('union') ?? spans.words('intersect') ?? spans.words('except') });
    return undefined;
  }
  if (nodesIn(nodeIn(node, 'cte_map'), 'map').length > 0) findings.add('GRAMMAR_CTE', { span: spans.words('with') });
  refuseForeignClauses(node, reader);
  // A single grouping set is a plain GROUP BY in the tree, and a window that nothing uses is not there at all.
  if (groupingSets(node) || spans.words('grouping', 'sets')) {
    findings.add('GRAMMAR_CLAUSE', { span: spans.words('group', 'by'), name: 'ROLLUP, CUBE, GROUPING SETS or an empty GROUP BY' });
  }
  const window = spans.words('window');
  if (window) findings.add('GRAMMAR_WINDOW', { span: window });
  const from = readFrom(nodeIn(node, 'from_table'), reader);
  const { relations, joins } = from;
  refuseDuplicateAliases(relations, reader);
  const tables: Reader = { ...reader, scope: tableScope(from, findings) };
  const items = nodesIn(node, 'select_list').map((item) => readItem(item, tables));
  const outputs: Reader = { ...reader, scope: outputScope(from, items, findings) };
  const where = optionalNode(node, 'where_clause');
  const having = optionalNode(node, 'having');
  const modifiers = nodesIn(node, 'modifiers');
  return {
    distinct: modifiers.some((modifier) => textIn(modifier, 'type') === 'DISTINCT_MODIFIER'),
    items,
    relations,
    joins,
    where: where && readExpression(where, tables),
    groupBy: nodesIn(node, 'group_expressions').map((group) => readOutput(group, items, outputs, 'GROUP BY', reader.switches)),
    having: having && readExpression(having, outputs),
    orderBy: modifiers.flatMap((modifier) => readOrders(modifier, items, outputs, reader.switches)),
    ...readLimit(modifiers, tables),
  };
}

/** ROLLUP, CUBE or GROUPING SETS: for each set, the places in GROUP BY that it groups by. Nothing for a plain GROUP BY. */
export function groupingSets(node: TreeNode): readonly (readonly number[])[] | undefined {
  const groups = nodesIn(node, 'group_expressions').length;
  const sets = listIn(node, 'group_sets').map((set) => (Array.isArray(set) ? set.map((place) => Number(printTree(place))) : []));
  const [only] = sets;
  const plain = groups === 0 ? sets.length === 0 : sets.length === 1 && only?.length === groups;
  return plain ? undefined : sets;
}

/** Clauses that no rule type takes, by name. */
export function refuseForeignClauses(node: TreeNode, { findings, spans }: QueryReader): void {
  if (textIn(node, 'aggregate_handling') !== 'STANDARD_HANDLING') {
    findings.add('GRAMMAR_CLAUSE', { span: spans.words('group', 'by', 'all'), name: 'GROUP BY ALL' });
  }
  if (node.qualify !== null) findings.add('GRAMMAR_WINDOW', { span: spans.words('qualify') });
  if (node.sample !== null) findings.add('GRAMMAR_CLAUSE', { name: 'SAMPLE' });
  for (const modifier of nodesIn(node, 'modifiers')) {
    const type = textIn(modifier, 'type');
    if (type === 'DISTINCT_MODIFIER' && listIn(modifier, 'distinct_on_targets').length > 0) {
      findings.add('GRAMMAR_CLAUSE', { span: spans.words('distinct', 'on'), name: 'DISTINCT ON' });
    }
    if (!['DISTINCT_MODIFIER', 'ORDER_MODIFIER', 'LIMIT_MODIFIER'].includes(type)) {
      findings.add('GRAMMAR_CLAUSE', { span: spans.words('limit'), name: 'LIMIT with a percentage' });
    }
  }
}

/** Two relations of one FROM under one name. */
export function refuseDuplicateAliases(relations: readonly Relation[], { findings }: QueryReader): void {
  relations.forEach((relation, index) => {
    const before = relations.slice(0, index).some((other) => other.alias === relation.alias);
    if (before) findings.add('NAME_DUPLICATE_ALIAS', { table: relation.alias, span: relation.span });
  });
}

/** An item of the SELECT list, with the name it goes out by. */
export function readItem(node: TreeNode, reader: Reader): SelectItem {
  const expression = readExpression(node, reader);
  const alias = textIn(node, 'alias') || undefined;
  return { expression, alias, output: alias ?? outputName(expression) };
}

/** An expression of GROUP BY or ORDER BY, where a whole number is the position of a SELECT item. */
export function readOutput(node: TreeNode, items: readonly SelectItem[], reader: Reader, where: string, switches: RuleSwitches): Expression {
  const expression = readExpression(node, reader);
  if (expression.kind !== 'literal' || expression.type !== 'number' || !/^-?\d+$/.test(expression.text)) return expression;
  if (textIn(nodeIn(expression.value, 'type'), 'id') === 'DECIMAL') return expression;
  const item = items[Number(expression.text) - 1];
  if (item && (where !== 'GROUP BY' || switches.groupByOrdinal)) return { ...item.expression, span: expression.span };
  reader.findings.add('GRAMMAR_ORDINAL', { span: expression.span, where, name: expression.text });
  return { kind: 'invalid', span: expression.span };
}

/** ORDER BY; nothing for the other modifiers. */
export function readOrders(modifier: TreeNode, items: readonly SelectItem[], reader: Reader, switches: RuleSwitches): readonly Order[] {
  if (textIn(modifier, 'type') !== 'ORDER_MODIFIER') return [];
  return nodesIn(modifier, 'orders').map((order) => {
    const expression = readOutput(nodeIn(order, 'expression'), items, reader, 'ORDER BY', switches);
    const nulls = { 'NULLS FIRST': 'FIRST' as const, 'NULLS LAST': 'LAST' as const }[textIn(order, 'null_order')];
    if (nulls && !switches.allowOrderByNulls) reader.findings.add('GRAMMAR_NULL_ORDER', { span: reader.spans.words('nulls') ?? expression.span });
    return { expression, descending: textIn(order, 'type') === 'DESCENDING', ...(nulls && { nulls }) };
  });
}

/** LIMIT and OFFSET. */
export function readLimit(modifiers: readonly TreeNode[], reader: Reader): Pick<Query, 'limit' | 'offset'> {
  const modifier = modifiers.find((candidate) => textIn(candidate, 'type') === 'LIMIT_MODIFIER');
  const limit = modifier && optionalNode(modifier, 'limit');
  const offset = modifier && optionalNode(modifier, 'offset');
  return { limit: limit && withSpan(limit, reader), offset: offset && withSpan(offset, reader) };
}

function withSpan(node: TreeNode, reader: Reader): Expression {
  const expression = readExpression(node, reader);
  return expression.span ? expression : { ...expression, span: reader.spans.at(locationOf(node)) ?? reader.spans.words('limit') };
}
