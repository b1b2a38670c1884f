/** Aggregates of Spark SQL that DuckDB computes alike, and DuckDB's names. Only CUSTOM rules let more than SUM, COUNT and AVG through. */
const NAMES: Readonly<Record<string, string>> = {
  avg: 'avg',
  bool_and: 'bool_and',
  bool_or: 'bool_or',
  count: 'count',
  count_if: 'count_if',
  count_star: 'count_star',
  every: 'bool_and',
  max: 'max',
  mean: 'avg',
  median: 'median',
  min: 'min',
  percentile: 'quantile_cont',
  quantile_cont: 'quantile_cont',
  std: 'stddev_samp',
  stddev: 'stddev_samp',
  stddev_pop: 'stddev_pop',
  stddev_samp: 'stddev_samp',
  sum: 'sum',
  var_pop: 'var_pop',
  var_samp: 'var_samp',
  variance: 'var_samp',
};

/** DuckDB's name of an aggregate that is translated; nothing for others. */
export function aggregateName(name: string): string | undefined {
  return Object.hasOwn(NAMES, name) ? NAMES[name] : undefined;
}
