import type { ColumnRef, Condition, Expression } from '../model';
import type { Clause } from './clauses';
import { relationOf, type Scope } from './scope';

const COMPARISONS = new Set(['=', '<>', '!=', '<', '<=', '>', '>=']);
const NOT_IN_WHERE = {
  scalar: 'WHERE function',
  aggregate: 'WHERE aggregate',
  case: 'WHERE case',
  subquery: 'WHERE subquery',
  parameter: 'parameter outside a template',
  star: 'SELECT *',
} as const satisfies Record<string, Clause>;

/** The WHERE rows of sections 2.4 and 3: columns of one role, literals, arithmetic and the listed operators; no function. */
export function judgeWhere(where: Condition, scope: Scope, hasRole: (column: ColumnRef) => boolean): Clause[] {
  const expression = (one: Expression): Clause[] => {
    if (one.kind === 'literal') return [];
    if (one.kind === 'arithmetic') return [...expression(one.left), ...expression(one.right)];
    if (one.kind !== 'column') return [NOT_IN_WHERE[one.kind]];
    if (!relationOf(one, scope)) return ['unknown column'];
    return hasRole(one) ? [] : ['WHERE column of another role'];
  };
  const condition = (one: Condition): Clause[] => {
    switch (one.kind) {
      case 'and':
      case 'or':
        return one.parts.flatMap(condition);
      case 'not':
        return condition(one.part);
      case 'compare':
        return [...operator(COMPARISONS.has(one.operator)), ...expression(one.left), ...expression(one.right)];
      case 'like':
        return [...operator(one.operator === 'LIKE' || one.operator === 'NOT LIKE'), ...expression(one.left)];
      case 'in':
      case 'null':
      case 'between':
        return expression(one.left);
      case 'in-subquery':
      case 'exists':
        return ['WHERE subquery'];
    }
  };
  return condition(where);
}

const operator = (isListed: boolean): Clause[] => (isListed ? [] : ['WHERE operator']);
