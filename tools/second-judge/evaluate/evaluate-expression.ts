import type { Expression, Row, Value } from '../model';
import { holds } from './conditions';
import { scalarValue } from './scalar-functions';

/** One joined row: the row of each alias. */
export type JoinedRow = ReadonlyMap<string, Row>;

/** The value of an expression without aggregates, in Spark's meaning. */
export function evaluate(expression: Expression, row: JoinedRow): Value {
  switch (expression.kind) {
    case 'literal':
      return expression.value;
    case 'column':
      return columnValue(expression.alias, expression.column, row);
    case 'scalar':
      return scalarValue(expression.name, expression.args.map((arg) => evaluate(arg, row))); // prettier-ignore
    case 'arithmetic':
      return arithmeticValue(expression.operator, evaluate(expression.left, row), evaluate(expression.right, row));
    case 'case':
      return holds(expression.when, (one) => evaluate(one, row)) === true ? evaluate(expression.result, row) : null;
    default:
      throw new Error(`the oracle allowed ${expression.kind}, which it can't evaluate`);
  }
}

function columnValue(alias: string | undefined, column: string, row: JoinedRow): Value {
  const owner = alias === undefined ? [...row.values()].find((one) => column in one) : row.get(alias);
  const value = owner?.[column];
  if (value === undefined) throw new Error(`no column ${column}`);
  return value;
}

/** `+` on texts joins them, as the documents' sample has it. Division by zero is NULL. */
function arithmeticValue(operator: string, left: Value, right: Value): Value {
  if (left === null || right === null) return null;
  if (operator === '||' || typeof left === 'string') return `${left}${right}`;
  const [x, y] = [left, Number(right)];
  switch (operator) {
    case '+':
      return x + y;
    case '-':
      return x - y;
    case '*':
      return x * y;
    default:
      return y === 0 ? null : x / y;
  }
}
