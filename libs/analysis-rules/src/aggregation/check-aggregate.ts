import type { Findings } from '../refusals';
import type { Call, Relation } from '../sql/query';
import { aggregationRuleOf } from '../tables/rule-of';
import { aggregateFunctionOf } from './aggregates';

/** AGG([DISTINCT] column): a function that `aggregateColumns` lists for this very column. One does not imply another. */
export function checkAggregate(call: Call, relations: readonly Relation[], findings: Findings): void {
  const place = { span: call.span, rule: 'AGGREGATION.aggregateColumns' };
  const aggregate = aggregateFunctionOf(call);
  const [argument, ...more] = call.args;
  if (call.name === 'count_star' || (aggregate && (argument?.kind !== 'column' || more.length > 0))) {
    if (argument?.kind === 'invalid') return;
    return findings.add('AGG_ARGUMENT', { ...place, name: aggregate ? nameOf(call) : 'COUNT', permitted: aggregatesOf(relations) });
  }
  if (!aggregate || argument?.kind !== 'column') {
    return findings.add('AGG_FUNCTION_UNKNOWN', { ...place, name: nameOf(call), permitted: aggregatesOf(relations) });
  }
  const { table } = argument.relation;
  const permitted = aggregationRuleOf(table).aggregateColumns.filter(({ columnNames }) => columnNames.includes(argument.name)).map((entry) => entry.function);
  if (permitted.includes(aggregate)) return;
  findings.add('AGG_FUNCTION_NOT_ALLOWED', { ...place, name: nameOf(call), table: table.name, column: argument.name, permitted });
}

function nameOf(call: Call): string {
  return call.name.toUpperCase() + (call.distinct ? ' DISTINCT' : '');
}

/** Every aggregate that the rules of these tables allow, as it is written. */
function aggregatesOf(relations: readonly Relation[]): readonly string[] {
  return relations.flatMap(({ alias, table }) =>
    aggregationRuleOf(table).aggregateColumns.flatMap((entry) => {
      const [name, distinct] = entry.function.split('_');
      return entry.columnNames.map((column) => `${name}(${distinct ? 'DISTINCT ' : ''}${alias}.${column})`);
    }),
  );
}
