import type { Random } from '@parley/synthetic-people';
import { arithmetic, literal, scalar } from '../build';
import { generateEquality } from '../generate/generate-query';
import { ODD_JOINS, type Case, type Condition, type Expression, type Join, type Relation } from '../model';
import { relationsOf, type Mutation, type Mutations } from './mutation';

type Equality = Extract<Condition, { kind: 'compare' }>;

/** Another kind of join, or another condition in ON. */
export const JOIN_MUTATIONS: Mutations = {
  'another kind of join': onJoin((join, _, random) => {
    join.kind = random.pick(ODD_JOINS);
    if (['CROSS JOIN', 'NATURAL JOIN', ',', 'USING'].includes(join.kind)) delete join.on;
  }),
  'forget ON': onJoin((join) => void delete join.on),
  'join a table twice': (draft, random) => {
    const again = random.pick(relationsOf(draft));
    const joined = { table: again.table, alias: 'again' };
    draft.query.joins.push({ ...joined, kind: 'JOIN', on: generateEquality(random, draft, again, joined) });
    return true;
  },
  'another comparison in ON': onEquality((one, random) => void (one.operator = random.pick(['>=', '<>', '<', '<=>', 'IS DISTINCT FROM']))),
  'a function in ON': onEquality((one) => void (one.left = scalar('UPPER', one.left))),
  'a cast in ON': onEquality((one) => void (one.right = scalar('CAST', one.right))),
  'arithmetic in ON': onEquality((one) => void (one.left = arithmetic(one.left, '||', literal('e')))),
  'a literal in ON': onEquality((one) => void (one.right = literal('e1'))),
  'another column in ON': onEquality((one, random) => rename(random.pick([one.left, one.right]), random.pick(['d1', 'x1', 'k1', 'k2', 'm1', 'nowhere']))),
  'the same side in ON': onEquality((one) => void (one.right = one.left)),
  'another table in ON': onEquality((one, random, draft) => realias(random.pick([one.left, one.right]), random.pick(relationsOf(draft)))),
  'no table in ON': onEquality(({ left }) => void (left.kind === 'column' && delete left.alias)),
  'NOT in ON': onJoin((join) => void (join.on &&= { kind: 'not', part: join.on })),
  'IS NULL in ON': onJoin((join) => {
    const isNull: Condition = { kind: 'null', negated: false, left: { kind: 'column', alias: join.alias, column: 'k1' } };
    join.on &&= { kind: 'or', parts: [join.on, isNull] };
  }),
  'one condition more in ON': onJoin((join, draft, random) => {
    const other = random.pick(relationsOf(draft).filter(({ alias }) => alias !== join.alias));
    const added = generateEquality(random, draft, other, join);
    join.on &&= { kind: random.pick(['and', 'or']), parts: [join.on, added] };
  }),
};

function onJoin(change: (join: Join, draft: Case, random: Random) => void): Mutation {
  return (draft, random) => {
    if (draft.query.joins.length === 0) return false;
    change(random.pick(draft.query.joins), draft, random);
    return true;
  };
}

function onEquality(change: (one: Equality, random: Random, draft: Case) => void): Mutation {
  return onJoin(({ on }, draft, random) => {
    const all = on ? equalitiesIn(on) : [];
    if (all.length > 0) change(random.pick(all), random, draft);
  });
}

function equalitiesIn(on: Condition): Equality[] {
  if (on.kind === 'compare') return [on];
  return on.kind === 'and' || on.kind === 'or' ? on.parts.flatMap(equalitiesIn) : [];
}

function rename(one: Expression, column: string): void {
  if (one.kind === 'column') one.column = column;
}

function realias(one: Expression, { alias }: Relation): void {
  if (one.kind === 'column') one.alias = alias;
}
