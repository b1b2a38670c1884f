import type { Expression, Value } from '../model';
import { evaluate, type JoinedRow } from './evaluate-expression';

/** The value of an item over the rows of one group: an aggregate of them, or what they all have in common. */
export function valueOverGroup(expression: Expression, rows: readonly JoinedRow[]): Value {
  if (expression.kind === 'literal') return expression.value;
  if (expression.kind === 'aggregate') {
    const [column] = expression.args;
    if (!column) throw new Error('an aggregate without a column');
    if (column.kind === 'star') return rows.length;
    return aggregateValue(expression.name, expression.distinct, rows.map((row) => evaluate(column, row))); // prettier-ignore
  }
  const [first] = rows;
  if (!first) throw new Error('a grouped row without rows');
  return evaluate(expression, first);
}

/** NULLs are left out; of nothing, the count is 0 and all else NULL. */
function aggregateValue(name: string, distinct: boolean, all: readonly Value[]): Value {
  const present = all.filter((value) => value !== null);
  const values = distinct ? [...new Set(present)] : present;
  if (name === 'COUNT') return values.length;
  if (values.length === 0) return null;
  if (name === 'MIN') return values.reduce((left, right) => (right < left ? right : left));
  if (name === 'MAX') return values.reduce((left, right) => (right > left ? right : left));
  const sum = values.map(Number).reduce((left, right) => left + right, 0);
  switch (name) {
    case 'SUM':
      return sum;
    case 'AVG':
      return sum / values.length;
    default:
      throw new Error(`the oracle can't compute ${name}`);
  }
}
