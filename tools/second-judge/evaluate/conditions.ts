import type { Condition, Expression, Value } from '../model';

/** SQL's three truth values; null is unknown. */
export type Truth = boolean | null;

/** A condition over a row; `value` evaluates its operands, so HAVING can give it aggregates. */
export function holds(condition: Condition, value: (expression: Expression) => Value): Truth {
  switch (condition.kind) {
    case 'and':
      return condition.parts.map((part) => holds(part, value)).reduce(and, true);
    case 'or':
      return not(condition.parts.map((part) => not(holds(part, value))).reduce(and, true));
    case 'not':
      return not(holds(condition.part, value));
    case 'compare':
      return compare(condition.operator, value(condition.left), value(condition.right));
    case 'in': {
      const left = value(condition.left);
      const found = left === null ? null : condition.values.includes(left);
      return condition.negated ? not(found) : found;
    }
    case 'like': {
      const left = value(condition.left);
      const found = left === null ? null : isLike(String(left), condition.pattern);
      return condition.operator === 'NOT LIKE' ? not(found) : found;
    }
    case 'null':
      return (value(condition.left) === null) !== condition.negated;
    case 'between': {
      const left = value(condition.left);
      return and(compare('>=', left, condition.low), compare('<=', left, condition.high));
    }
    default:
      throw new Error("the oracle allowed a subquery, which it can't evaluate");
  }
}

function and(left: Truth, right: Truth): Truth {
  if (left === false || right === false) return false;
  return left === null || right === null ? null : true;
}

const not = (truth: Truth): Truth => (truth === null ? null : !truth);

function compare(operator: string, left: Value, right: Value): Truth {
  if (left === null || right === null) return null;
  switch (operator) {
    case '=':
      return left === right;
    case '<>':
    case '!=':
      return left !== right;
    case '<':
      return left < right;
    case '<=':
      return left <= right;
    case '>':
      return left > right;
    case '>=':
      return left >= right;
    default:
      throw new Error(`the oracle can't compare by ${operator}`);
  }
}

/** Patterns of the generator hold letters, `%` and `_` only. */
function isLike(text: string, pattern: string): boolean {
  return new RegExp(`^${pattern.replaceAll('%', '.*').replaceAll('_', '.')}$`, 's').test(text);
}
