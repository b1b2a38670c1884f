import type { Findings } from '../refusals';
import type { Call } from '../sql/query';
import { aggregationRuleOf } from '../tables/rule-of';
import { aggregateFunctionOf } from './aggregates';

/** AGG([DISTINCT] column): a function that `aggregateColumns` lists for this very column. One does not imply another. */
export function checkAggregate(call: Call, findings: Findings): void {
  const { span } = call;
  const rule = 'AGGREGATION.aggregateColumns';
  const aggregate = aggregateFunctionOf(call);
  const [argument, ...more] = call.args;
  if (call.name === 'count_star' || (aggregate && (argument?.kind !== 'column' || more.length > 0))) {
    if (argument?.kind === 'invalid') return;
    return findings.add('AGG_ARGUMENT', { span, name: aggregate?.replace('_', ' ') ?? 'COUNT', rule });
  }
  if (!aggregate || argument?.kind !== 'column') return findings.add('AGG_FUNCTION_UNKNOWN', { span, name: nameOf(call), rule });
  const { table } = argument.relation;
  const permitted = aggregationRuleOf(table).aggregateColumns.filter(({ columnNames }) => columnNames.includes(argument.name)).map((entry) => entry.function);
  if (permitted.includes(aggregate)) return;
  findings.add('AGG_FUNCTION_NOT_ALLOWED', { span, name: nameOf(call), table: table.name, column: argument.name, rule, permitted });
}

function nameOf(call: Call): string {
  return call.name.toUpperCase() + (call.distinct ? ' DISTINCT' : '');
}
