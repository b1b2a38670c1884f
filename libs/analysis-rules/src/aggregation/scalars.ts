import type { SCALAR_FUNCTIONS } from '@parley/contract';
import type { Expression } from '../sql/query';

export type ScalarFunction = (typeof SCALAR_FUNCTIONS)[number];

/** DuckDB's or Spark's own names of the functions that `scalarFunctions` can list. */
const NAMES: Readonly<Record<string, ScalarFunction>> = {
  abs: 'ABS',
  ceiling: 'CEILING',
  ceil: 'CEILING',
  coalesce: 'COALESCE',
  convert: 'CONVERT',
  current_date: 'CURRENT_DATE',
  dateadd: 'DATEADD',
  date_part: 'EXTRACT',
  floor: 'FLOOR',
  getdate: 'GETDATE',
  ln: 'LN',
  log: 'LOG',
  lower: 'LOWER',
  round: 'ROUND',
  rtrim: 'RTRIM',
  sqrt: 'SQRT',
  substring: 'SUBSTRING',
  to_char: 'TO_CHAR',
  to_date: 'TO_DATE',
  to_number: 'TO_NUMBER',
  to_timestamp: 'TO_TIMESTAMP',
  trim: 'TRIM',
  trunc: 'TRUNC',
  upper: 'UPPER',
};

/** The rule's name of a scalar function; nothing for functions no rule can allow. */
export function scalarFunctionOf(expression: Expression): ScalarFunction | undefined {
  if (expression.kind === 'cast') return 'CAST';
  return expression.kind === 'call' && Object.hasOwn(NAMES, expression.name) ? NAMES[expression.name] : undefined;
}
