import { isAggregate } from '../aggregation/aggregates';
import type { Findings } from '../refusals';
import { childrenOf, type Expression } from '../sql/query';
import { REFUSED } from './refused';
import type { Typed } from './types';

/** DuckDB's TRY takes no aggregate, window or subquery below it. */
export function holdsWhatTryRefuses(expression: Expression): boolean {
  const breaks = isAggregate(expression) || expression.kind === 'window' || expression.kind === 'subquery';
  return breaks || childrenOf(expression).some(holdsWhatTryRefuses);
}

/** Refuses a function that can fail over an aggregate: an error would depend on data. */
export function withinTry(expression: Expression, value: Typed, name: string, findings: Findings): Typed {
  if (value.node.type !== 'OPERATOR_TRY' || !holdsWhatTryRefuses(expression)) return value;
  const why = 'over an aggregate, a window or a subquery its failures could not be turned into NULL';
  findings.add('DIALECT_FUNCTION', { span: expression.span, name, why, fix: 'Compute the argument in a subquery of FROM or a WITH table first.' });
  return REFUSED;
}
