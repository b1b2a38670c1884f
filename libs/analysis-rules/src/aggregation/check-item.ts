import { childrenOf, columnsIn, type Expression, type Query } from '../sql/query';
import type { CheckContext } from '../check-context';
import { aggregationRuleOf } from '../tables/rule-of';
import { asAggregate, isAggregate } from './aggregates';
import { checkAggregate } from './check-aggregate';
import { checkDimension } from './check-dimension';
import { scalarFunctionOf } from './scalars';

/** Where an item stands, and whether aggregates may. */
export interface Place {
  where: 'SELECT' | 'GROUP BY' | 'ORDER BY';
  aggregates: boolean;
}

/** `AGG(column)`, a dimension column, an allowed scalar function of these, or a literal. */
export function checkItem(item: Expression, place: Place, query: Query, context: CheckContext): void {
  const { findings } = context;
  if (item.kind === 'invalid') return;
  if (item.kind === 'column') return checkDimension(item, findings);
  if (item.kind === 'literal') return checkLiteral(item, place, context);
  const aggregate = asAggregate(item);
  if (aggregate) return place.aggregates ? checkAggregate(aggregate, query.relations, findings) : findings.add('AGG_NESTED', { span: item.span });
  if (item.kind === 'call' || item.kind === 'cast') return checkScalar(item, place, query, context);
  findings.add('AGG_EXPRESSION', { span: item.span, where: place.where });
  checkColumnsBelow(item, context);
}

function checkLiteral(literal: Extract<Expression, { kind: 'literal' }>, { where }: Place, { findings }: CheckContext): void {
  if (literal.type !== 'string' && literal.type !== 'number') findings.add('AGG_LITERAL', { span: literal.span, where });
}

function checkScalar(scalar: Expression, place: Place, query: Query, context: CheckContext): void {
  const { findings, switches } = context;
  const rule = 'AGGREGATION.scalarFunctions';
  const name = scalarFunctionOf(scalar);
  const { span } = scalar;
  if (!name) {
    findings.add('AGG_SCALAR_UNKNOWN', { span, name: scalar.kind === 'call' ? scalar.name.toUpperCase() : scalar.kind, rule });
    return checkColumnsBelow(scalar, context);
  }
  if (name === 'RTRIM' && childrenOf(scalar).length > 1) findings.add('AGG_SCALAR_ARGUMENTS', { span, name, rule });
  for (const argument of childrenOf(scalar)) {
    const aggregate = asAggregate(argument);
    if (aggregate && place.aggregates && switches.allowScalarOnAggregate) checkAggregate(aggregate, query.relations, findings);
    else if (aggregate) findings.add('AGG_SCALAR_ON_AGGREGATE', { span, name, rule });
    else if (argument.kind === 'column') checkDimension(argument, findings);
    else if (argument.kind === 'literal') checkLiteral(argument, place, context);
    else if (argument.kind !== 'invalid') {
      findings.add('AGG_SCALAR_NESTED', { span: argument.span ?? span, name, rule });
      checkColumnsBelow(argument, context);
    }
  }
  checkAllowed(scalar, name, query, context);
}

/** Every table of which a column is an argument must allow the function; without columns, every table of the query. */
function checkAllowed(scalar: Expression, name: string, query: Query, { findings }: CheckContext): void {
  const touched = columnsIn(scalar).map((column) => column.relation.table);
  const tables = new Set(touched.length > 0 ? touched : query.relations.map((relation) => relation.table));
  for (const table of tables) {
    const permitted = aggregationRuleOf(table).scalarFunctions;
    if (permitted.some((allowed) => allowed === name)) continue;
    findings.add('AGG_SCALAR_NOT_ALLOWED', { span: scalar.span, name, table: table.name, rule: 'AGGREGATION.scalarFunctions', permitted });
  }
}

/** Inside a refused expression, columns that nothing could allow are named as well. */
function checkColumnsBelow(expression: Expression, context: CheckContext): void {
  for (const child of childrenOf(expression)) {
    if (child.kind === 'column') checkDimension(child, context.findings);
    else if (!isAggregate(child)) checkColumnsBelow(child, context);
  }
}
