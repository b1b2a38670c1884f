import type { ColumnReference, Relation } from '../../sql/query';
import type { OutputColumn } from '../custom-reader';
import { WRAPPED } from './wrap-block';

/** The columns of a wrapped query, for ORDER BY around it. */
export function wrappedColumns(columns: readonly OutputColumn[]): readonly ColumnReference[] {
  const relation: Relation = {
    alias: WRAPPED,
    table: { name: '', owner: '', columns: columns.map(({ name, type }) => ({ name, type })) },
    derived: new Map(columns.map((column) => [column.name, column])),
  };
  return columns.map(({ name, type }) => ({ kind: 'column', relation, name, type }));
}
