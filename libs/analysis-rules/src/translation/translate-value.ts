import { asAggregate } from '../aggregation/aggregates';
import { scalarFunctionOf } from '../aggregation/scalars';
import { childrenOf, type Expression, type Literal } from '../sql/query';
import { optionalNode, nodeIn, textIn } from '../sql/tree';
import { translateAggregate } from './aggregates';
import { translateArithmetic } from './arithmetic';
import * as build from './nodes';
import { REFUSED } from './refused';
import { translateCase } from './translate-case';
import { translateMore } from './more-functions';
import { translateScalar } from './scalar-functions';
import { bareColumn, translateColumn } from './translate-column';
import { withinTry } from './try-limits';
import { translateSubquery } from './translate-subquery';
import { translateWindow } from './translate-window';
import type { Translator } from './translator';
import type { DataType, Typed } from './types';

/**
 * A value as DuckDB must compute it to mean what Spark means; what has no such form is refused by name. `bare` columns
 * keep their stored type, for output, grouping and counting.
 */
export function translateValue(expression: Expression, translator: Translator, bare: boolean): Typed {
  const { findings } = translator;
  switch (expression.kind) {
    case 'column':
      return bare ? bareColumn(expression) : translateColumn(expression, findings);
    case 'literal':
      return translateLiteral(expression);
    case 'arithmetic':
      return translateArithmetic(expression, expression.operands.map((operand) => translator.value(operand)), findings);
    case 'call':
    case 'cast': {
      const aggregate = asAggregate(expression);
      if (aggregate) return translateAggregate(aggregate, translator);
      const name = scalarFunctionOf(expression);
      const args = childrenOf(expression).map((argument) => translator.value(argument));
      if (args.some((argument) => argument.type.kind === 'unknown')) return REFUSED;
      if (name) return withinTry(expression, translateScalar(name, expression, args, findings), name, findings);
      if (expression.kind === 'cast') return REFUSED;
      return withinTry(expression, translateMore(expression, args, findings), expression.name.toUpperCase(), findings);
    }
    case 'case':
      return translateCase(expression, translator);
    case 'window':
      return translateWindow(expression, translator);
    case 'subquery':
      return translateSubquery(expression, translator);
    case 'invalid':
      return REFUSED;
    default:
      return { node: translator.condition(expression), type: { kind: 'boolean' } };
  }
}

function translateLiteral({ type, text, value }: Literal): Typed {
  const node = build.constantNode(value);
  switch (type) {
    case 'string':
      return { node, type: { kind: 'string' }, text };
    case 'date':
      return { node: build.castNode(node, build.typeNode('DATE')), type: { kind: 'date' } };
    case 'timestamp':
      return { node: build.castNode(node, build.typeNode('TIMESTAMP')), type: { kind: 'timestamp' } };
    case 'boolean':
      return { node: build.castNode(node, build.typeNode('BOOLEAN')), type: { kind: 'boolean' } };
    case 'number': {
      const numeric = numberType(value);
      // DuckDB prints the double 0.1e0 as 0.1, which it would read back as a decimal.
      if (numeric.kind === 'double') return { node: build.castNode(build.textNode(text), build.typeNode('DOUBLE')), type: numeric };
      return { node, type: numeric };
    }
  }
}

function numberType(value: Literal['value']): DataType {
  const type = nodeIn(value, 'type');
  const info = optionalNode(type, 'type_info');
  if (info) return { kind: 'decimal', width: Number(textIn(info, 'width')), scale: Number(textIn(info, 'scale')) };
  return { kind: textIn(type, 'id') === 'DOUBLE' ? 'double' : 'integer' };
}
