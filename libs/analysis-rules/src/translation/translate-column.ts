import type { Findings } from '../refusals';
import type { ColumnReference } from '../sql/query';
import { castNode, columnNode, typeNode } from './nodes';
import { REFUSED } from './refused';
import { glueType, type Typed } from './types';

/** A column as a value: small integers and floats are widened, for Spark computes with them so. */
export function translateColumn(column: ColumnReference, findings: Findings): Typed {
  const { node, type } = bareColumn(column);
  if (type.kind === 'other') {
    const { table } = column.relation;
    findings.add('DIALECT_COLUMN_TYPE', { span: column.span, table: table.name, column: column.name, name: column.type });
    return REFUSED;
  }
  return type.widen ? { node: castNode(node, typeNode(type.widen)), type: { kind: type.kind } } : { node, type };
}

/** A column as it is stored: for output, grouping and counting. */
export function bareColumn(column: ColumnReference): Typed {
  const { alias } = column.relation;
  return { node: alias ? columnNode(alias, column.name) : columnNode(column.name), type: glueType(column.type) };
}
