import type { TreeNode } from '../sql/tree';

export type Kind = 'string' | 'integer' | 'decimal' | 'double' | 'boolean' | 'date' | 'timestamp' | 'other';

/** What Spark and DuckDB both know about a value. `unknown`: already refused elsewhere. */
export interface DataType {
  kind: Kind | 'unknown';
  /** Of a decimal. */
  width?: number;
  scale?: number;
  /** DuckDB's wider type, where arithmetic on the stored one would differ (TINYINT, SMALLINT, FLOAT). */
  widen?: 'INTEGER' | 'DOUBLE';
}

/** A translated expression. */
export interface Typed {
  node: TreeNode;
  type: DataType;
  /** The text of a string literal. */
  text?: string;
}

const GLUE_TYPES: Readonly<Record<string, DataType>> = {
  string: { kind: 'string' },
  varchar: { kind: 'string' },
  boolean: { kind: 'boolean' },
  tinyint: { kind: 'integer', widen: 'INTEGER' },
  smallint: { kind: 'integer', widen: 'INTEGER' },
  int: { kind: 'integer' },
  integer: { kind: 'integer' },
  bigint: { kind: 'integer' },
  float: { kind: 'double', widen: 'DOUBLE' },
  real: { kind: 'double', widen: 'DOUBLE' },
  double: { kind: 'double' },
  date: { kind: 'date' },
  timestamp: { kind: 'timestamp' },
};

/** A Glue type name. `char(n)` is `other`: Spark pads it when comparing. Arrays, maps, structs and binary are too. */
export function glueType(name: string): DataType {
  const [, base = '', width, scale] = /^\s*([a-z]+)\s*(?:\(\s*(\d+)\s*(?:,\s*(\d+)\s*)?\))?\s*$/.exec(name.toLowerCase()) ?? [];
  if (base === 'decimal' || base === 'numeric') return { kind: 'decimal', width: Number(width ?? 10), scale: Number(scale ?? 0) };
  return (Object.hasOwn(GLUE_TYPES, base) ? GLUE_TYPES[base] : undefined) ?? { kind: 'other' };
}

export function isNumeric({ kind }: DataType): boolean {
  return kind === 'integer' || kind === 'decimal' || kind === 'double';
}
