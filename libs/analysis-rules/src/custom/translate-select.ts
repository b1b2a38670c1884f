import { childrenOf, type Expression, type Query } from '../sql/query';
import { outputLabel } from '../sql/output-name';
import { sameExpression } from '../sql/same-expression';
import type { TreeNode } from '../sql/tree';
import { buildModifiers } from '../translation/build-modifiers';
import { createTranslator } from '../translation/create-translator';
import * as build from '../translation/nodes';
import type { Translator } from '../translation/translator';
import { isGrouped } from './check-placement';
import { carryOut, type Identity, restsOn } from './controls/identities';
import { noted, type Released } from './controls/minimum';
import { wrapBlock } from './controls/wrap-block';
import { wrappedColumns } from './controls/wrapped-columns';
import type { Block, CommonTables, CustomReader, OutputColumn } from './custom-reader';
import { glueName } from './glue-name';
import { derivationOf } from './lineage';
import type { Sources } from './sources';

type Select = Omit<Query, 'relations' | 'joins'> & { groupSets?: readonly (readonly number[])[] | undefined };
type From = Sources & { node: TreeNode };

/**
 * A checked SELECT as it runs, hidden thresholds and all. Where its rows are the result's, a row that rests on too few
 * people is dropped before windows and LIMIT see it; elsewhere each row carries the people it rests on out with it.
 */
export function translateSelect(select: Select, from: From, commonTables: CommonTables, reader: CustomReader): Block {
  const translator = createTranslator(reader.findings);
  const { items, columns } = translateItems(select, translator, reader);
  const complete = from.complete && columns.length === items.length;
  const grouped = isGrouped(select);
  const wraps = select.distinct && from.identities.length > 0;
  const due = reader.final && !wraps ? conditionsOf(select, columns, from, grouped, reader) : [];
  const hidden = reader.final && !wraps ? { items: [], carried: [] } : carryOut(from.identities, grouped);
  const node = build.selectNode({
    modifiers: wraps ? [] : buildModifiers(select, translator),
    items: [...items, ...hidden.items],
    from: from.node,
    commonTables: wraps ? [] : commonTables,
    where: all([...translated(select.where, translator), ...(grouped ? [] : due)]),
    groupBy: select.groupBy.map((group) => translator.value(group, true).node),
    groupSets: select.groupSets,
    having: all([...translated(select.having, translator), ...anyRow(select), ...(grouped ? due : [])]),
  });
  if (!wraps) return { node, columns, complete, carried: hidden.carried };
  const minimum = (identity: Pick<Identity, 'table' | 'column'>) => noted(identity, columns, reader);
  const modifiers = buildModifiers({ ...select, distinct: false, orderBy: ordersOfOutputs(select, columns) }, translator);
  return { ...wrapBlock({ node, columns, carried: hidden.carried, grouped: true, modifiers, commonTables, ...(reader.final && { minimum }) }), complete };
}

function translateItems({ items }: Select, translator: Translator, { findings }: CustomReader): { items: readonly TreeNode[]; columns: readonly OutputColumn[] } {
  const typed = items.map((item) => ({ ...item, value: translator.value(item.expression, true) }));
  const columns = typed.flatMap(({ expression, output, alias, value }) => {
    const label = outputLabel({ expression, alias });
    const type = glueName(expression, value);
    if (!type && value.type.kind === 'other') findings.add('DIALECT_TYPES', { span: expression.span, name: label, detail: 'a type without a counterpart' });
    return type === undefined ? [] : [{ ...derivationOf(expression), name: output, label, type, span: expression.span }];
  });
  return { items: typed.map(({ value, output }) => ({ ...value.node, alias: output })), columns };
}

/** One condition an appearance of a table with a threshold. */
function conditionsOf(select: Select, columns: readonly OutputColumn[], { relations, identities }: From, grouped: boolean, reader: CustomReader): readonly TreeNode[] {
  if (countsOneTable(select, relations)) return [];
  const groups = select.groupBy.filter((group) => !select.items.some((item) => sameExpression(item.expression, group)));
  const released: readonly Released[] = [...columns, ...groups.map((group) => ({ ...derivationOf(group), name: '' }))];
  return identities.flatMap((identity) => {
    const minimum = noted(identity, released, reader);
    return minimum > 0 ? [restsOn(identity, grouped, minimum)] : [];
  });
}

const COUNTS = new Set(['count', 'count_star', 'approx_count_distinct']);

/**
 * AWS enforces no threshold on counts of a single table without grouping and joins (custom-considerations). It says
 * nothing of WHERE and CASE; a count of chosen rows is none of the table, so it stays under the threshold.
 */
function countsOneTable(select: Select, relations: From['relations']): boolean {
  const oneTable = relations.length === 1 && relations.every(({ derived }) => !derived);
  const counts = select.items.every(({ expression }) => expression.kind === 'call' && COUNTS.has(expression.name) && childrenOf(expression).every(isBare));
  return oneTable && counts && !select.where && !select.having && select.groupBy.length === 0;
}

function isBare({ kind }: Expression): boolean {
  return kind === 'column' || kind === 'literal';
}

function ordersOfOutputs({ orderBy, items }: Select, columns: readonly OutputColumn[]): Query['orderBy'] {
  const outputs = wrappedColumns(columns);
  return orderBy.flatMap((order) => {
    const expression = outputs[items.findIndex((item) => sameExpression(item.expression, order.expression))];
    return expression ? [{ ...order, expression }] : [];
  });
}

/** Over no rows, the grand total of a ROLLUP is no row in Spark and one in DuckDB. */
function anyRow({ groupSets }: Select): readonly TreeNode[] {
  const total = groupSets?.some((set) => set.length === 0);
  return total ? [build.comparisonNode('>', build.functionNode('count_star', []), build.integerNode(0))] : [];
}

function translated(condition: Expression | undefined, translator: Translator): readonly TreeNode[] {
  return condition ? [translator.condition(condition)] : [];
}

function all(conditions: readonly TreeNode[]): TreeNode | undefined {
  return conditions.length > 1 ? build.logicNode('AND', conditions) : conditions[0];
}
