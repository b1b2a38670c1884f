import { isAggregate } from '../aggregation/aggregates';
import { scalarFunctionOf } from '../aggregation/scalars';
import type { Findings } from '../refusals';
import { childrenOf, columnsIn, type Expression, type Query } from '../sql/query';
import { keyOf } from '../sql/same-expression';
import { aggregateName } from '../translation/aggregate-names';
import { isMoreFunction } from '../translation/more-functions';
import { isWindowFunction } from '../translation/translate-window';

type Select = Pick<Query, 'items' | 'relations' | 'where' | 'groupBy' | 'having' | 'orderBy'>;

/** Aggregates, windows and functions where Spark takes them, and grouped queries that select groups only. */
export function checkPlacement({ items, relations, where, groupBy, having, orderBy }: Select, findings: Findings): void {
  if (where) checkPlain(where, 'WHERE', findings);
  for (const group of groupBy) checkPlain(group, 'GROUP BY', findings);
  const outputs = [...items.map((item) => item.expression), ...orderBy.map((order) => order.expression)];
  for (const output of outputs) checkNesting(output, findings, true);
  if (having) checkNesting(having, findings, false);
  for (const output of [...outputs, ...(having ? [having] : [])]) checkAggregated(output, new Set(relations), findings);
  if (!isGrouped({ items, groupBy, having, orderBy })) return;
  const groups = new Set(groupBy.map(keyOf));
  const own = new Set(relations);
  for (const output of [...outputs, ...(having ? [having] : [])]) checkGrouped(output, { groups, own, findings });
}

/** True where a row of the result stands for a group of rows. */
export function isGrouped({ items, groupBy, having, orderBy }: Pick<Select, 'items' | 'groupBy' | 'having' | 'orderBy'>): boolean {
  const outputs = [...items.map((item) => item.expression), ...orderBy.map((order) => order.expression)];
  return groupBy.length > 0 || having !== undefined || outputs.some(hasAggregate);
}

/** No aggregate and no window: ON, WHERE, GROUP BY. */
export function checkPlain(expression: Expression, where: string, findings: Findings): void {
  checkFunction(expression, findings);
  if (isAggregate(expression) || expression.kind === 'window') findings.add('CUSTOM_PLACE', { span: expression.span, where });
  else for (const child of childrenOf(expression)) checkPlain(child, where, findings);
}

/** No aggregate in an aggregate, no window in a window or an aggregate. */
function checkNesting(expression: Expression, findings: Findings, windows: boolean): void {
  checkFunction(expression, findings);
  if (isAggregate(expression)) {
    for (const child of childrenOf(expression)) checkPlain(child, 'an aggregate', findings);
  } else if (expression.kind === 'window') {
    if (!windows) findings.add('CUSTOM_PLACE', { span: expression.span, where: 'HAVING or another window' });
    for (const child of childrenOf(expression)) checkNesting(child, findings, false);
  } else for (const child of childrenOf(expression)) checkNesting(child, findings, windows);
}

function hasAggregate(expression: Expression): boolean {
  return isAggregate(expression) || childrenOf(expression).some(hasAggregate);
}

/** An aggregate over columns of the query around would belong to that query; engines differ in it. */
function checkAggregated(expression: Expression, own: Grouping['own'], findings: Findings): void {
  const foreign = isAggregate(expression) && columnsIn(expression).some(({ relation }) => !own.has(relation));
  if (foreign) findings.add('CUSTOM_PLACE', { span: expression.span, where: 'a subquery when it is over columns of the query around' });
  for (const child of childrenOf(expression)) checkAggregated(child, own, findings);
}

interface Grouping {
  groups: ReadonlySet<string>;
  own: ReadonlySet<Query['relations'][number]>;
  findings: Findings;
}

/** Columns of the queries around are constants to this one. */
function checkGrouped(expression: Expression, grouping: Grouping): void {
  if (grouping.groups.has(keyOf(expression)) || isAggregate(expression)) return;
  if (expression.kind === 'column' && grouping.own.has(expression.relation)) {
    grouping.findings.add('CUSTOM_NOT_GROUPED', { span: expression.span, table: expression.relation.alias, column: expression.name });
  }
  for (const child of childrenOf(expression)) checkGrouped(child, grouping);
}

/** The allow-list of functions: those with a translation. What is not in it is refused by name. */
function checkFunction(expression: Expression, findings: Findings): void {
  if (expression.kind !== 'call' && expression.kind !== 'window') return;
  const { name, span } = expression;
  const known =
    expression.kind === 'window'
      ? isWindowFunction(name)
      : aggregateName(name) !== undefined || (!expression.distinct && (scalarFunctionOf(expression) !== undefined || isMoreFunction(name)));
  if (!known) findings.add('CUSTOM_FUNCTION_UNKNOWN', { span, name: name.toUpperCase() });
}
