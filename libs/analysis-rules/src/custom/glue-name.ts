import type { ColumnReference, Expression } from '../sql/query';
import type { Typed } from '../translation/types';

const NAMES = { string: 'string', integer: 'bigint', double: 'double', boolean: 'boolean', date: 'date', timestamp: 'timestamp' } as const;

/** The Glue type of an output, for the query around it; nothing when it was refused. A bare column keeps its own. */
export function glueName(expression: Expression, { type }: Typed): string | undefined {
  if (isColumn(expression)) return expression.type;
  if (type.kind === 'decimal') return `decimal(${type.width ?? 10},${type.scale ?? 0})`;
  return type.kind === 'unknown' || type.kind === 'other' ? undefined : NAMES[type.kind];
}

function isColumn(expression: Expression): expression is ColumnReference {
  return expression.kind === 'column';
}
