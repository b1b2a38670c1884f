import type { ScalarFunction } from '../aggregation/scalars';

/** A function that `scalarFunctions` can list but that is not run here, why, and what to write instead. */
interface Difference {
  why: string;
  instead: string;
}

/** Names of the API's list that Spark or DuckDB lacks or reads differently. */
export const FUNCTION_DIFFERENCES: Partial<Record<ScalarFunction, Difference>> = {
  CONVERT: { why: 'it is a Redshift function that Spark SQL lacks', instead: 'Write CAST(column AS type).' },
  DATEADD: { why: 'its units and results differ between Spark and DuckDB', instead: 'Group by EXTRACT(… FROM column), or shift the date afterwards.' },
  GETDATE: { why: 'it is a Redshift function that DuckDB lacks', instead: 'Write CURRENT_DATE.' },
  TO_CHAR: { why: 'Spark and DuckDB have different format patterns', instead: 'Write CAST(column AS STRING) or EXTRACT(… FROM column).' },
  TO_DATE: { why: 'Spark and DuckDB have different format patterns', instead: 'Keep the column as DATE in the catalogue.' },
  TO_NUMBER: { why: 'Spark and DuckDB have different format patterns', instead: 'Keep the column as a number in the catalogue.' },
  TO_TIMESTAMP: { why: 'Spark and DuckDB have different format patterns', instead: 'Keep the column as TIMESTAMP in the catalogue.' },
  TRUNC: { why: 'it cuts dates in Spark and numbers in DuckDB', instead: 'Write FLOOR(column), or EXTRACT(… FROM column).' },
};

/** A difference of meaning between the engines, and what is done about it. */
export interface KnownDifference {
  what: string;
  spark: string;
  duckdb: string;
  here: string;
  /** An expression that shows DuckDB's side, and the text it gives; a test runs it. */
  probe?: readonly [expression: string, gives: string | null];
}

/** Every other known difference of meaning; for `parley explain` and the docs. */
export const KNOWN_DIFFERENCES: readonly KnownDifference[] = [
  { what: 'CAST(2.7 AS INT)', spark: '2', duckdb: '3', here: 'TRUNC before the cast', probe: ['CAST(2.7 AS INT)', '3'] },
  { what: 'CAST of a value that does not fit', spark: 'NULL (ANSI: error)', duckdb: 'error', here: 'TRY_CAST: NULL', probe: ['CAST(300 AS TINYINT)', 'error'] },
  { what: 'LOG(x)', spark: 'natural logarithm', duckdb: 'base 10', here: 'LN', probe: ['log(100)', '2.0'] },
  { what: 'LN(0)', spark: 'NULL', duckdb: 'error', here: 'TRY: NULL', probe: ['ln(0)', 'error'] },
  { what: 'SQRT(-1)', spark: 'NaN', duckdb: 'error', here: 'TRY: NULL', probe: ['sqrt(-1)', 'error'] },
  { what: 'x / 0', spark: 'NULL (ANSI: error)', duckdb: 'infinity', here: 'NULLIF of the divisor: NULL', probe: ['1 / 0', 'inf'] },
  { what: 'x / y of decimals', spark: 'DECIMAL', duckdb: 'DOUBLE', here: 'refused', probe: ['typeof(1.0 / 3.0)', 'DOUBLE'] },
  { what: 'CONCAT with a NULL', spark: 'NULL', duckdb: 'skips it', here: '||: NULL', probe: ["concat('a', NULL)", 'a'] },
  { what: 'integer overflow', spark: 'wraps (ANSI: error)', duckdb: 'error', here: 'TRY: NULL', probe: ['2147483647::INT + 1::INT', 'error'] },
  { what: 'CEILING and FLOOR', spark: 'BIGINT', duckdb: 'DOUBLE', here: 'cast to BIGINT', probe: ['typeof(ceil(2.3::DOUBLE))', 'DOUBLE'] },
  { what: 'SUM of integers', spark: 'BIGINT', duckdb: 'HUGEINT', here: 'TRY_CAST to BIGINT', probe: ['typeof(sum(1))', 'HUGEINT'] },
  { what: 'AVG of DECIMAL(p,s)', spark: 'DECIMAL(p+4,s+4)', duckdb: 'DOUBLE', here: 'TRY_CAST to DECIMAL(p+4,s+4)', probe: ['typeof(avg(1.5))', 'DOUBLE'] },
  { what: 'ORDER BY without NULLS', spark: 'ASC first, DESC last', duckdb: 'last', here: 'written out', probe: ['(SELECT list(x ORDER BY x)[2] FROM (VALUES (NULL), (1)) t(x))', null] },
  { what: 'string + string', spark: 'a sum of numbers', duckdb: 'error', here: "concatenation, as in AWS's sample", probe: ["'a' || 1 + 'b'", 'error'] },
  { what: '|| beside + or -', spark: 'same rank', duckdb: 'lower rank', here: 'refused' },
  { what: 'FLOAT compared or summed', spark: 'as DOUBLE', duckdb: 'as FLOAT', here: 'cast to DOUBLE', probe: ['0.1::FLOAT = 0.1', 'true'] },
  { what: 'values of different types compared', spark: 'casts one way', duckdb: 'casts another way or fails', here: 'refused', probe: ["'x' = 1", 'error'] },
  { what: 'SUBSTRING(x, 0, n)', spark: 'as from 1', duckdb: 'one character less', here: 'refused', probe: ["substring('abcd', 0, 2)", 'a'] },
  { what: 'UPPER and LOWER of letters outside ASCII', spark: "Java's rules ('ß' becomes 'SS')", duckdb: 'one letter to one letter', here: 'not evened out', probe: ["upper('ß')", 'ẞ'] },
  { what: 'DAYOFWEEK of a Sunday', spark: '1', duckdb: '0', here: 'one added', probe: ["dayofweek(DATE '2026-11-22')", '0'] },
  { what: 'WEEKDAY of a Monday', spark: '0', duckdb: '1', here: 'one taken off', probe: ["isodow(DATE '2026-11-23')", '1'] },
  { what: 'PERCENTILE(x, p)', spark: 'a DOUBLE on the straight line', duckdb: 'quantile_cont; dates and decimals keep their type', here: 'quantile_cont of a DOUBLE', probe: ['quantile_cont(1.5, 0.5)', '1.5'] },
  { what: 'GROUP BY ROLLUP over no rows', spark: 'no row', duckdb: 'one row', here: 'HAVING count(*) > 0', probe: ['SELECT count(*) FROM (SELECT x FROM (VALUES (1)) t(x) WHERE false GROUP BY ROLLUP (x)) q', '1'] },
  { what: 'RPAD with nothing to fill with', spark: 'the text', duckdb: 'error', here: 'refused', probe: ["rpad('ab', 5, '')", 'error'] },
  { what: 'LEFT(x, -1)', spark: 'an empty text', duckdb: 'all but the last', here: 'refused', probe: ["left('abc', -1)", 'ab'] },
  { what: 'CURRENT_DATE', spark: 'of the session time zone', duckdb: "of the machine's time zone", here: 'UTC' },
];
