import type { Random } from '@parley/synthetic-people';
import { aggregate, caseOf, compare, literal, scalar } from '../build';
import type { Case, Condition } from '../model';
import { anyColumn, someColumn } from './any-column';
import type { Mutation, Mutations } from './mutation';

/** Something else in WHERE. */
export const WHERE_MUTATIONS: Mutations = {
  'any column in WHERE': addToWhere((draft, random) => ({ kind: 'null', negated: random.chance(0.5), left: anyColumn(draft, random) })),
  'two columns in WHERE': addToWhere((draft, random) => {
    const column = random.pick(['d1', 'n1', 'k1', 'm1']);
    return compare(someColumn(column, draft, random), '=', someColumn(column, draft, random));
  }),
  'a function in WHERE': addToWhere((draft, random) => compare(scalar(random.pick(['UPPER', 'TRIM']), someColumn('d1', draft, random)), '=', literal('X'))),
  'a case in WHERE': addToWhere((draft, random) => {
    const column = someColumn('d1', draft, random);
    return compare(caseOf(column, column), '=', literal('x'));
  }),
  'another operator in WHERE': addToWhere((draft, random) =>
    compare(someColumn('d1', draft, random), random.pick(['<=>', 'IS DISTINCT FROM', 'IS NOT DISTINCT FROM']), literal('x')),
  ),
  'another pattern in WHERE': addToWhere((draft, random) => {
    const operator = random.pick(['ILIKE', 'RLIKE', 'SIMILAR TO'] as const);
    return { kind: 'like', operator, left: someColumn('d1', draft, random), pattern: 'x' };
  }),
  'a subquery in WHERE': addToWhere((draft, random) =>
    random.pick<Condition>([
      { kind: 'in-subquery', left: someColumn('d1', draft, random), table: 'crm', column: 'd1' },
      { kind: 'exists', table: 'crm' },
      compare(someColumn('d1', draft, random), '=', { kind: 'subquery', table: 'crm', column: 'd1' }),
    ]),
  ),
  'a parameter in WHERE': addToWhere((draft, random) => compare(someColumn('d1', draft, random), '=', { kind: 'parameter', name: 'p' })),
  'an aggregate in WHERE': addToWhere((draft, random) => compare(aggregate('SUM', someColumn('m1', draft, random)), '>', literal(1))),
  'literals only in WHERE': addToWhere((_, random) => compare(literal(1), '=', literal(random.between(0, 1)))),
};

function addToWhere(make: (draft: Case, random: Random) => Condition): Mutation {
  return (draft, random) => {
    const added = make(draft, random);
    const { where } = draft.query;
    draft.query.where = where && random.chance(0.5) ? { kind: random.pick(['and', 'or']), parts: [where, added] } : added;
    return true;
  };
}
