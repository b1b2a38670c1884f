import type { Token } from '../lexical-gate/token';

/** Spark's names of the types that CAST may name; DuckDB knows others, such as TEXT and HUGEINT, that Spark does not. */
const SPARK_TYPE_NAMES = new Set([
  'boolean', 'byte', 'tinyint', 'short', 'smallint', 'int', 'integer', 'long', 'bigint', 'float', 'real', 'double', 'date', 'timestamp', 'string',
  'char', 'varchar', 'decimal', 'dec', 'numeric',
]);
/** Without digits these mean (10,0) in Spark and (18,3) in DuckDB. */
const NEED_DIGITS = new Set(['decimal', 'dec', 'numeric']);

/**
 * Why the type in `CAST(… AS type)` can't be accepted; `tokens` start at the word CAST. The tree holds DuckDB's
 * type only, not the name that was written.
 */
export function castTypeProblem(tokens: readonly Token[]): string | undefined {
  const [name, next] = typeTokens(tokens);
  if (name?.kind !== 'word' || !SPARK_TYPE_NAMES.has(name.lower)) return 'CAST to a type that Spark has not';
  if (NEED_DIGITS.has(name.lower) && next?.text !== '(') return 'CAST to DECIMAL without precision and scale';
  return undefined;
}

/** What follows the AS of this CAST, not of one within it. */
function typeTokens(tokens: readonly Token[]): readonly Token[] {
  let depth = 0;
  for (const [index, token] of tokens.entries()) {
    if (token.text === '(') depth += 1;
    if (token.text === ')') depth -= 1;
    if (depth === 1 && token.kind === 'word' && token.lower === 'as') return tokens.slice(index + 1, index + 3);
    if (index > 0 && depth === 0) return [];
  }
  return [];
}
