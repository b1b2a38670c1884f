import type { Expression, Order, Query } from '../sql/query';
import type { TreeNode } from '../sql/tree';
import type { Translator } from './translator';

type Modifiers = Pick<Query, 'distinct' | 'orderBy' | 'limit' | 'offset'>;

/** DISTINCT, ORDER BY, LIMIT and OFFSET. */
export function buildModifiers({ distinct, orderBy, limit, offset }: Modifiers, translator: Translator): readonly TreeNode[] {
  const orders = orderBy.filter(({ expression }) => expression.kind !== 'literal').map((order) => buildOrder(order, translator));
  const count = (literal: Expression | undefined) => (literal ? translator.value(literal).node : null);
  return [
    ...(distinct ? [{ type: 'DISTINCT_MODIFIER', distinct_on_targets: [] }] : []),
    ...(orders.length > 0 ? [{ type: 'ORDER_MODIFIER', orders }] : []),
    ...(limit || offset ? [{ type: 'LIMIT_MODIFIER', limit: count(limit), offset: count(offset) }] : []),
  ];
}

/** Spark puts NULLs first when ascending and last when descending; DuckDB always last, so it is written out. */
export function buildOrder({ expression, descending, nulls }: Order, translator: Translator): TreeNode {
  return {
    type: descending ? 'DESCENDING' : 'ASCENDING',
    null_order: `NULLS ${nulls ?? (descending ? 'LAST' : 'FIRST')}`,
    expression: translator.value(expression, true).node,
  };
}
