import type { Random } from '@parley/synthetic-people';
import { aggregate, arithmetic, compare, literal } from '../build';
import type { Case, Condition, Expression } from '../model';
import { anyColumn } from './any-column';
import type { Mutation, Mutations } from './mutation';

/** Something else in HAVING. */
export const HAVING_MUTATIONS: Mutations = {
  'a column in HAVING': addToHaving((draft, random) => compare(anyColumn(draft, random), '=', literal('x'))),
  'an output column in HAVING': addToHaving((draft, random) => {
    const named = random.pick(draft.query.items);
    named.alias ??= 'named';
    return compare({ kind: 'column', column: named.alias }, '>', literal(1));
  }),
  'a text in HAVING': addToHaving((draft) => atLeast(draft, literal('x'))),
  'two aggregates in HAVING': addToHaving((draft) => atLeast(draft, anAggregate(draft))),
  'arithmetic in HAVING': addToHaving((draft) => atLeast(draft, arithmetic(literal(1), '+', literal(1)))),
  'arithmetic on an aggregate in HAVING': addToHaving((draft) => compare(arithmetic(anAggregate(draft), '*', literal(2)), '>', literal(2))),
  'NOT in HAVING': addToHaving((draft) => ({ kind: 'not', part: atLeast(draft, literal(2)) })),
  'NOT before more in HAVING': addToHaving((draft) => {
    return { kind: 'not', part: { kind: 'and', parts: [atLeast(draft, literal(1)), atLeast(draft, literal(2))] } };
  }),
  'IS NULL in HAVING': addToHaving((draft) => ({ kind: 'null', negated: true, left: anAggregate(draft) })),
  'BETWEEN in HAVING': addToHaving((draft) => ({ kind: 'between', left: anAggregate(draft), low: 1, high: 3 })),
  'any aggregate in HAVING': addToHaving((draft, random) => {
    const name = random.pick(['SUM', 'COUNT', 'AVG', 'MAX']);
    return compare(aggregate(name, anyColumn(draft, random), random.chance(0.5)), '>', literal(1));
  }),
};

const atLeast = (draft: Case, right: Expression): Condition => compare(anAggregate(draft), '>=', right);

/** One that the query gives out; a row count under LIST. */
function anAggregate({ query }: Case): Expression {
  const found = query.items.find(({ expression }) => expression.kind === 'aggregate');
  return found?.expression ?? aggregate('COUNT', { kind: 'star' });
}

function addToHaving(make: (draft: Case, random: Random) => Condition): Mutation {
  return (draft, random) => {
    const added = make(draft, random);
    const { having } = draft.query;
    draft.query.having = having && random.chance(0.5) ? { kind: random.pick(['and', 'or']), parts: [having, added] } : added;
    return true;
  };
}
