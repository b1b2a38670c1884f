import { asAggregate } from '../aggregation/aggregates';
import { scalarFunctionOf } from '../aggregation/scalars';
import type { Findings } from '../refusals';
import type { Expression, Literal } from '../sql/query';
import { childrenOf } from '../sql/query';
import { optionalNode, nodeIn, textIn } from '../sql/tree';
import { translateAggregate } from './aggregates';
import { translateArithmetic } from './arithmetic';
import * as build from './nodes';
import { translateScalar } from './scalar-functions';
import { type DataType, glueType, type Typed } from './types';

/** Already refused elsewhere: stands in so that one refusal does not breed others. */
export const REFUSED: Typed = { node: build.integerNode(0), type: { kind: 'unknown' } };

/**
 * A value as DuckDB must compute it to mean what Spark means; what has no such form is refused by name. `bare` columns
 * keep their stored type, for output, grouping and counting.
 */
export function translateValue(expression: Expression, findings: Findings, bare = false): Typed {
  switch (expression.kind) {
    case 'column': {
      const type = glueType(expression.type);
      const node = build.columnNode(expression.relation.alias, expression.name);
      if (!bare && type.kind === 'other') {
        const { table } = expression.relation;
        findings.add('DIALECT_COLUMN_TYPE', { span: expression.span, table: table.name, column: expression.name, name: expression.type });
        return REFUSED;
      }
      if (bare || !type.widen) return { node, type };
      return { node: build.castNode(node, build.typeNode(type.widen)), type: { kind: type.kind } };
    }
    case 'literal':
      return translateLiteral(expression);
    case 'arithmetic':
      return translateArithmetic(expression, findings);
    case 'call':
    case 'cast': {
      const aggregate = asAggregate(expression);
      if (aggregate) return translateAggregate(aggregate, findings);
      const name = scalarFunctionOf(expression);
      const args = childrenOf(expression).map((argument) => translateValue(argument, findings));
      if (!name || args.some((argument) => argument.type.kind === 'unknown')) return REFUSED;
      return translateScalar(name, expression, args, findings);
    }
    default:
      return REFUSED;
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
