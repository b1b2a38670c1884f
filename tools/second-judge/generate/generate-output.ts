import type { Random } from '@parley/synthetic-people';
import type { Expression, Pointer, Query, Relation } from '../model';
import { generateAggregate } from './generate-aggregate';
import { generateScalar } from './generate-scalar';
import type { Scenario } from './generate-scenario';
import type { Offer } from './offers';
import { shuffled } from './shuffled';
import { someOf } from './some-of';

type Output = Pick<Query, 'items' | 'groupBy' | 'orderBy'>;

/** SELECT of a LIST query: one to three listed columns. */
export function generateListOutput(random: Random, offers: readonly Offer[]): Output {
  const items = named(random, Array.from({ length: random.between(1, 3) }, () => random.pick(offers).ref));
  return { items, groupBy: [], orderBy: [] };
}

/** What an AGGREGATION query gives out, and by what it groups and sorts. */
export function generateAggregationOutput(random: Random, scenario: Scenario, relations: readonly Relation[], offers: readonly Offer[]): Output {
  const aggregate = (): Expression => generateAggregate(random, scenario, relations);
  const groups = Array.from({ length: offers.length === 0 ? 0 : random.pick([0, 1, 1, 1, 2]) }, () => generateGroup(random, offers));
  const aggregates = Array.from({ length: random.between(1, 2) }, aggregate);
  const literals: Expression[] = random.chance(0.08) ? [{ kind: 'literal', value: random.pick(['x', 7]) }] : [];
  const items = named(random, shuffled([...someOf(groups, 0.85, random), ...aggregates, ...literals], random));

  const pointed = (expression: Expression): Expression | Pointer => {
    const position = items.findIndex((item) => item.expression === expression) + 1;
    if (position === 0 || expression.kind === 'literal' || random.chance(0.8)) return expression;
    const alias = items[position - 1]?.alias;
    return alias && random.chance(0.5) ? { kind: 'alias', name: alias } : { kind: 'ordinal', position };
  };
  const sorting = random.chance(0.4) ? shuffled([...groups, ...aggregates, aggregate()], random).slice(0, random.between(1, 2)) : [];
  return {
    items,
    groupBy: groups.map(pointed),
    orderBy: sorting.map((expression) => ({
      expression: pointed(expression),
      descending: random.chance(0.5),
      ...(random.chance(0.2) && { nulls: random.pick(['FIRST', 'LAST'] as const) }),
    })),
  };
}

function generateGroup(random: Random, offers: readonly Offer[]): Expression {
  const offer = random.pick(offers);
  if (random.chance(0.03)) return { kind: 'literal', value: 'z' };
  return random.chance(0.35) ? generateScalar(random, offer, offers) : offer.ref;
}

/** Most with an alias; what would have a name that is taken always has one. */
function named(random: Random, expressions: Expression[]): Query['items'] {
  const taken = new Set<string>();
  return expressions.map((expression, index) => {
    const name = expression.kind === 'column' ? expression.column : JSON.stringify(expression);
    const isTaken = taken.has(name);
    taken.add(name);
    // Now and then the name of a column, maybe of another one.
    const alias = random.chance(0.08) ? random.pick(['d1', 'n1', 'x1', 'k1']) : `o${index}`;
    return { expression, ...((isTaken || random.chance(0.7)) && { alias }) };
  });
}
