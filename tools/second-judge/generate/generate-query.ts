import type { Random } from '@parley/synthetic-people';
import type { Condition, Expression, Join, Query, Relation, Style } from '../model';
import { generateCustomQuery } from './generate-custom-query';
import { generateHaving } from './generate-aggregate';
import { generateAggregationOutput, generateListOutput } from './generate-output';
import type { RuleType, Scenario } from './generate-scenario';
import { generateWhere } from './generate-where';
import { joinRuleOf, offersOf, tableOf } from './offers';
import { shuffled } from './shuffled';

const STYLES: readonly (readonly [Style, number])[] = [['plain', 4], ['shouting', 1], ['backticks', 1], ['with AS', 1], ['sprawling', 1]]; // prettier-ignore

/**
 * A query of its rule's grammar, every column in a place for its role. Only what a whole query decides is left to chance:
 * whether the joins a rule requires are there.
 */
export function generateQuery(random: Random, scenario: Scenario, type: RuleType): Query {
  const [from, ...others] = generateRelations(random, scenario, type);
  if (!from) throw new Error('a query without tables');
  if (type === 'CUSTOM') return generateCustomQuery(random, scenario, [from, ...others]);
  const relations = [from, ...others];
  const offers = offersOf(random, scenario, relations);
  return {
    style: random.weighted(STYLES),
    wrapping: 'none',
    distinct: type === 'LIST',
    ...(type === 'LIST' ? generateListOutput(random, offers) : generateAggregationOutput(random, scenario, relations, offers)),
    from,
    joins: others.map((joined, index) => generateJoin(random, scenario, relations.slice(0, index + 1), joined)),
    ...(offers.length > 0 && random.chance(0.4) && { where: generateWhere(random, offers) }),
    ...(type === 'AGGREGATION' && random.chance(0.2) && { having: generateHaving(random, scenario, relations) }),
    ...(type === 'LIST' && random.chance(0.2) && { limit: random.between(1, 4) }),
  };
}

function generateRelations(random: Random, { tables }: Scenario, type: RuleType): Relation[] {
  const count = random.weighted([[1, type === 'LIST' ? 0.2 : 3], [2, 6], [3, 3], [4, 0.5]]); // prettier-ignore
  const names = shuffled(tables.map(({ name }) => name), random).slice(0, count); // prettier-ignore
  const aliases = random.weighted<readonly string[]>([
    [names.map((_, index) => `t${index}`), 7],
    [names, 2],
    // Aliases that other things are called by: the next table, a column.
    [names.map((_, index) => names[(index + 1) % names.length] ?? 't0'), 0.7],
    [['d1', 'k1', 'n1', 'x1'], 0.3],
  ]);
  return names.map((table, index) => ({ table, alias: aliases[index] ?? table }));
}

function generateJoin(random: Random, scenario: Scenario, before: readonly Relation[], joined: Relation): Join {
  const kind = random.pick(['JOIN', 'INNER JOIN'] as const);
  const other = random.pick(before);
  const equality = (): Condition => generateEquality(random, scenario, other, joined);
  const allowed = operatorsOf(scenario, [other, joined]);
  if (allowed.length === 0 || random.chance(0.6)) return { ...joined, kind, on: equality() };
  const operator = random.pick(allowed);
  const second: Condition = random.chance(0.7) ? equality() : { kind: random.pick(allowed), parts: [equality(), equality()] };
  return { ...joined, kind, on: { kind: operator, parts: [equality(), second] } };
}

/** `=` between join columns of the two tables, either side first. */
export function generateEquality(random: Random, scenario: Scenario, other: Relation, joined: Relation): Condition {
  const side = (relation: Relation): Expression => ({ kind: 'column', alias: relation.alias, column: random.pick(joinRuleOf(tableOf(scenario, relation)).joinColumns) });
  const [left, right] = shuffled([other, joined], random).map(side);
  if (!left || !right) throw new Error('a join of one table');
  return { kind: 'compare', operator: '=', left, right };
}

function operatorsOf(scenario: Scenario, relations: readonly Relation[]): ('and' | 'or')[] {
  const lists = relations.map((relation) => joinRuleOf(tableOf(scenario, relation)).allowedJoinOperators ?? ['AND']);
  return (['AND', 'OR'] as const).filter((operator) => lists.every((list) => list.includes(operator))).map((operator) => (operator === 'AND' ? 'and' : 'or'));
}
