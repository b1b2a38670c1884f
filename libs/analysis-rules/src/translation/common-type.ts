import type { DataType } from './types';

/** The one type of several values that stand for each other (CASE, UNION); nothing where Spark and DuckDB may widen differently. */
export function commonType(types: readonly DataType[]): DataType | undefined {
  const kinds = new Set(types.map(({ kind }) => kind));
  const [first] = types;
  if (!first || kinds.has('other')) return undefined;
  if (kinds.has('unknown')) return { kind: 'unknown' };
  if (kinds.size === 1 && first.kind === 'decimal') return commonDecimal(types);
  if (kinds.size === 1) return { kind: first.kind };
  return kinds.size === 2 && kinds.has('integer') && kinds.has('double') ? { kind: 'double' } : undefined;
}

function commonDecimal(types: readonly DataType[]): DataType | undefined {
  const scale = Math.max(...types.map((type) => type.scale ?? 0));
  const width = scale + Math.max(...types.map((type) => (type.width ?? 0) - (type.scale ?? 0)));
  return width <= 38 ? { kind: 'decimal', width, scale } : undefined;
}
