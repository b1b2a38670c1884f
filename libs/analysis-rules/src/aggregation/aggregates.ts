import type { AggregationRule } from '@parley/contract';
import type { Call, Expression } from '../sql/query';

export type AggregateFunction = AggregationRule['aggregateColumns'][number]['function'];

/** The aggregates a rule can allow; AVG(DISTINCT x) has no name in the API, so no rule allows it. */
const NAMES: ReadonlyMap<string, AggregateFunction> = new Map([
  ['sum', 'SUM'],
  ['sum distinct', 'SUM_DISTINCT'],
  ['count', 'COUNT'],
  ['count distinct', 'COUNT_DISTINCT'],
  ['avg', 'AVG'],
]);

/** Aggregates of Spark or DuckDB that no rule can allow: known so that the refusal can say so. */
const REFUSED = new Set([
  'any_value', 'approx_count_distinct', 'approx_percentile', 'approx_quantile', 'arbitrary', 'arg_max', 'arg_min', 'array_agg', 'bit_and',
  'bit_or', 'bit_xor', 'bool_and', 'bool_or', 'collect_list', 'collect_set', 'corr', 'count_if', 'count_star', 'covar_pop', 'covar_samp',
  'entropy', 'every', 'favg', 'first', 'fsum', 'geomean', 'group_concat', 'grouping', 'histogram', 'kurtosis', 'last', 'list', 'listagg', 'mad',
  'max', 'max_by', 'mean', 'median', 'min', 'min_by', 'mode', 'percentile', 'percentile_approx', 'percentile_cont', 'percentile_disc', 'product',
  'quantile', 'quantile_cont', 'quantile_disc', 'regr_slope', 'skewness', 'some', 'std', 'stddev', 'stddev_pop', 'stddev_samp', 'string_agg',
  'sum_no_overflow', 'sumkahan', 'var_pop', 'var_samp', 'variance',
]);

/** The rule's name of an aggregate call, such as COUNT_DISTINCT; nothing for other calls. */
export function aggregateFunctionOf(call: Call): AggregateFunction | undefined {
  return NAMES.get(call.distinct ? `${call.name} distinct` : call.name);
}

/** The expression as a call of an aggregate, one that some rule can allow or not. */
export function asAggregate(expression: Expression): Call | undefined {
  if (expression.kind !== 'call') return undefined;
  const known = aggregateFunctionOf(expression) !== undefined || expression.distinct || REFUSED.has(expression.name);
  return known ? expression : undefined;
}

/** True for any aggregate, whether some rule can allow it or not. */
export function isAggregate(expression: Expression): boolean {
  return asAggregate(expression) !== undefined;
}
