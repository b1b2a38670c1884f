// AWS Glue Data Catalog column types, as Athena and Spark read them (AWS Glue API, "Column", read November 2026).
const SIMPLE = ['string', 'boolean', 'tinyint', 'smallint', 'int', 'bigint', 'float', 'double', 'date', 'timestamp'] as const;

export type SimpleGlueType = (typeof SIMPLE)[number];

/** A Glue type, read: `decimal(10,2)` has precision 10 and scale 2, `varchar(20)` is a string. */
export type GlueType = { kind: SimpleGlueType } | { kind: 'decimal'; precision: number; scale: number };

/** Reads a Glue type name of one value; undefined for what a clean room table cannot hold, such as `array<int>`. */
export function readGlueType(name: string): GlueType | undefined {
  const text = name.trim().toLowerCase();
  const simple = SIMPLE.find((type) => type === text);
  if (simple) return { kind: simple };
  if (text === 'integer') return { kind: 'int' };
  if (/^(char|varchar)\(\d{1,5}\)$/.test(text)) return { kind: 'string' };
  const decimal = /^decimal(?:\((\d{1,2})(?:,(\d{1,2}))?\))?$/.exec(text);
  if (!decimal) return undefined;
  const precision = Number(decimal[1] ?? 10);
  const scale = Number(decimal[2] ?? 0);
  return precision >= 1 && precision <= 38 && scale <= precision ? { kind: 'decimal', precision, scale } : undefined;
}

export function isGlueType(name: string): boolean {
  return readGlueType(name) !== undefined;
}

export const GLUE_TYPE_NAMES: readonly string[] = [...SIMPLE, 'decimal(p,s)', 'char(n)', 'varchar(n)'];
