import type { GlueType } from '@parley/catalog';
import { quoteName, quoteText } from './sql-text';

const DUCKDB = {
  string: 'VARCHAR',
  boolean: 'BOOLEAN',
  tinyint: 'TINYINT',
  smallint: 'SMALLINT',
  int: 'INTEGER',
  bigint: 'BIGINT',
  float: 'FLOAT',
  double: 'DOUBLE',
  date: 'DATE',
  timestamp: 'TIMESTAMP',
} as const;

/** Types in a Parquet file that hold a Glue type without loss; Spark reads these too, and refuses others. */
const PARQUET_HOLDS: Partial<Record<GlueType['kind'], readonly string[]>> = {
  smallint: ['TINYINT', 'UTINYINT'],
  int: ['TINYINT', 'UTINYINT', 'SMALLINT', 'USMALLINT'],
  bigint: ['TINYINT', 'UTINYINT', 'SMALLINT', 'USMALLINT', 'INTEGER', 'UINTEGER'],
  double: ['FLOAT'],
  timestamp: ['TIMESTAMP_S', 'TIMESTAMP_MS', 'TIMESTAMP_NS', 'TIMESTAMP WITH TIME ZONE'],
};

/** The DuckDB type that holds a Glue type. */
export function duckdbType(type: GlueType): string {
  return type.kind === 'decimal' ? `DECIMAL(${type.precision},${type.scale})` : DUCKDB[type.kind];
}

/** True if a Parquet column of `duckdbName` holds the Glue type. */
export function parquetFits(type: GlueType, duckdbName: string): boolean {
  return duckdbName === duckdbType(type) || (PARQUET_HOLDS[type.kind] ?? []).includes(duckdbName);
}

/**
 * The SQL that reads a text column as a Glue type. DuckDB alone would read '2.7' as the whole number 3 and 'yes' as
 * true; what isn't written as its type fails here, with a text that doesn't quote it.
 */
export function castFromText(column: string, type: GlueType): string {
  const value = quoteName(column);
  const strict = STRICT[type.kind];
  const checked = strict ? `CASE WHEN ${value} IS NULL OR regexp_full_match(${value}, ${quoteText(strict)}) THEN ${value} ELSE '?' END` : value;
  return `CAST(${checked} AS ${duckdbType(type)})`;
}

const WHOLE = '[+-]?[0-9]+';
const STRICT: Partial<Record<GlueType['kind'], string>> = {
  boolean: '(?i)true|false',
  tinyint: WHOLE,
  smallint: WHOLE,
  int: WHOLE,
  bigint: WHOLE,
};
