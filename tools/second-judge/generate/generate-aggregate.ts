import type { Random } from '@parley/synthetic-people';
import type { Aggregate, Condition, Relation } from '../model';
import type { Scenario } from './generate-scenario';
import { tableOf } from './offers';

/** An aggregate that the rule of one of the tables lists. */
export function generateAggregate(random: Random, scenario: Scenario, relations: readonly Relation[]): Aggregate {
  const relation = random.pick(relations);
  const { rule } = tableOf(scenario, relation);
  const listed = rule?.analysisRuleType === 'AGGREGATION' ? rule.analysisRulePolicy.v1.aggregation.aggregateColumns : [];
  const { columnNames, function: listedName } = random.pick(listed);
  return {
    kind: 'aggregate',
    name: listedName.replace('_DISTINCT', ''),
    distinct: listedName.endsWith('_DISTINCT'),
    args: [{ kind: 'column', alias: relation.alias, column: random.pick(columnNames) }],
  };
}

/** `AGG(column) = number`, one or two of them. */
export function generateHaving(random: Random, scenario: Scenario, relations: readonly Relation[]): Condition {
  const compare = (): Condition => ({
    kind: 'compare',
    operator: random.pick(['=', '>', '<', '<=', '>=', '<>', '!=']),
    left: generateAggregate(random, scenario, relations),
    right: { kind: 'literal', value: random.pick([-1, 0, 1, 1, 2, 2, 3, 1.5]) },
  });
  return random.chance(0.7) ? compare() : { kind: random.pick(['and', 'or']), parts: [compare(), compare()] };
}
