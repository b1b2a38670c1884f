import { childrenOf, type Expression } from './query';
import { printTree } from './tree';

/** True when both compute the same from the same columns; places and letter case aside. */
export function sameExpression(one: Expression, other: Expression): boolean {
  return keyOf(one) === keyOf(other);
}

/** A text that is equal for equal expressions only. */
export function keyOf(expression: Expression): string {
  return JSON.stringify(keyTree(expression));
}

/** Made into text once: text within text would double its escapes at every level. */
function keyTree(expression: Expression): readonly unknown[] {
  return [headOf(expression), ...childrenOf(expression).map(keyTree)];
}

function headOf(expression: Expression): readonly unknown[] {
  switch (expression.kind) {
    case 'column':
      return ['column', expression.relation.alias, expression.name];
    case 'literal':
      return ['literal', expression.type, printTree(expression.value)];
    case 'call':
      return ['call', expression.name, expression.distinct, expression.filter !== undefined];
    case 'cast':
      return ['cast', printTree(expression.target)];
    case 'arithmetic':
    case 'comparison':
    case 'logic':
      return [expression.kind, expression.operator];
    case 'in':
    case 'like':
    case 'null-test':
      return [expression.kind, expression.negated];
    case 'not':
    case 'between':
      return [expression.kind];
    case 'case':
      return ['case', expression.branches.map(({ result }) => result !== undefined), expression.otherwise !== undefined];
    case 'window': {
      const orders = expression.orders.map(({ descending, nulls }) => [descending, nulls]);
      return ['window', expression.name, expression.args.length, expression.partitions.length, orders, expression.frame];
    }
    case 'subquery':
      return ['subquery', expression.mode, printTree(expression.query.node)];
    case 'invalid':
      return ['invalid', expression.span?.start];
  }
}
