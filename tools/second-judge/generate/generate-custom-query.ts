import type { Random } from '@parley/synthetic-people';
import { columnsOf, type Aggregate, type Condition, type Expression, type Join, type Query, type Relation } from '../model';
import { generateScalar } from './generate-scalar';
import type { Scenario } from './generate-scenario';
import { generateWhere } from './generate-where';
import { tableOf, type Offer } from './offers';

const FUNCTIONS = ['UPPER', 'LOWER', 'TRIM', 'COALESCE', 'CAST', 'ABS'];

/**
 * A query for CUSTOM rules: one block with any kind of join, of rows or of groups, maybe within a WITH table or a derived
 * table. Every output has a name of its own, as Parley asks for.
 */
export function generateCustomQuery(random: Random, scenario: Scenario, [from, ...others]: readonly [Relation, ...Relation[]]): Query {
  const relations = [from, ...others];
  const offers = relations.flatMap((relation) => everyColumn(scenario, relation));
  const wrapping = random.weighted<Query['wrapping']>([['none', 6], ['cte', 2], ['derived', 2]]); // prettier-ignore
  const isGrouped = random.chance(0.5);
  const groups = Array.from({ length: isGrouped ? random.between(0, 2) : 0 }, () => random.pick(offers).ref);
  const values = isGrouped ? [...groups, generateAggregate(random, offers)] : Array.from({ length: random.between(1, 3) }, () => generateValue(random, offers));
  const items = values.map((expression, index) => ({ expression, alias: `o${index}` }));
  return {
    style: 'plain',
    wrapping,
    distinct: !isGrouped && random.chance(0.3),
    items,
    from,
    joins: others.map((joined, index) => generateJoin(random, offers, relations.slice(0, index + 1), joined)),
    ...(random.chance(0.4) && { where: generateWhere(random, offers, 1) }),
    groupBy: groups,
    ...(isGrouped && random.chance(0.25) && { having: havingOf(random, generateAggregate(random, offers)) }),
    orderBy: wrapping === 'none' && random.chance(0.3) ? [{ expression: { kind: 'ordinal', position: random.between(1, items.length) }, descending: random.chance(0.5) }] : [],
    // Within another SELECT, a LIMIT may take rows that are held back afterwards: how many come out is then anyone's guess.
    ...(wrapping === 'none' && random.chance(0.15) && { limit: random.between(0, 4) }),
  };
}

function everyColumn(scenario: Scenario, relation: Relation): Offer[] {
  const columns = [...columnsOf(tableOf(scenario, relation))];
  return columns.map(([column, type]) => ({ ref: { kind: 'column', alias: relation.alias, column }, type, functions: FUNCTIONS }));
}

function generateValue(random: Random, offers: readonly Offer[]): Expression {
  const offer = random.pick(offers);
  const same = (): Expression => random.pick(offers.filter(({ type }) => type === offer.type)).ref;
  switch (random.between(0, 5)) {
    case 0:
      return generateScalar(random, offer, offers);
    case 1:
      return { kind: 'arithmetic', operator: offer.type === 'string' ? '||' : random.pick(['+', '-', '*'] as const), left: offer.ref, right: same() };
    case 2:
      return { kind: 'case', when: generateWhere(random, offers, 1), result: offer.ref };
    default:
      return offer.ref;
  }
}

function generateAggregate(random: Random, offers: readonly Offer[]): Aggregate {
  // A number made a text by CAST is none to add up.
  const numbers = offers.filter(({ type }) => type === 'bigint').map((offer) => ({ ...offer, functions: ['ABS', 'COALESCE'] }));
  const name = random.pick(['COUNT', 'COUNT', 'SUM', 'AVG', 'MIN', 'MAX']);
  if (name === 'COUNT' && random.chance(0.4)) return { kind: 'aggregate', name, distinct: false, args: [{ kind: 'star' }] };
  const arg = random.chance(0.6) ? random.pick(numbers).ref : generateValue(random, numbers);
  return { kind: 'aggregate', name, distinct: ['COUNT', 'SUM'].includes(name) && random.chance(0.4), args: [arg] };
}

const havingOf = (random: Random, aggregate: Aggregate): Condition => ({
  kind: 'compare',
  operator: random.pick(['>', '<', '>=', '=']),
  left: aggregate,
  right: { kind: 'literal', value: random.between(0, 3) },
});

function generateJoin(random: Random, offers: readonly Offer[], before: readonly Relation[], joined: Relation): Join {
  const kind = random.pick(['JOIN', 'INNER JOIN', 'LEFT JOIN', 'RIGHT JOIN', 'FULL JOIN', 'CROSS JOIN'] as const);
  if (kind === 'CROSS JOIN') return { ...joined, kind };
  const equality = (): Condition => {
    const right = random.pick(offers.filter(({ ref, type }) => ref.alias === joined.alias && type === 'string'));
    const left = random.pick(offers.filter(({ ref, type }) => before.some(({ alias }) => alias === ref.alias) && type === 'string'));
    return { kind: 'compare', operator: '=', left: left.ref, right: right.ref };
  };
  return { ...joined, kind, on: random.chance(0.7) ? equality() : { kind: random.pick(['and', 'or']), parts: [equality(), equality()] } };
}
