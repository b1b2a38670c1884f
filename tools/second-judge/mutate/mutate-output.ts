import type { Random } from '@parley/synthetic-people';
import { aggregate, arithmetic, caseOf, literal, scalar } from '../build';
import type { Aggregate, Case, Expression } from '../model';
import { anyColumn, anyText } from './any-column';
import type { Mutation, Mutations } from './mutation';

type Make = (draft: Case, random: Random) => Expression;

const AGGREGATES = ['SUM', 'AVG', 'COUNT', 'MIN', 'MAX', 'MEDIAN', 'STDDEV', 'ANY_VALUE'];

const anyFunction: Make = (draft, random) => {
  const name = random.pick(['UPPER', 'COALESCE', 'LOWER', 'TRIM']);
  return scalar(name, anyText(draft, random), ...(name === 'COALESCE' ? [literal('na')] : []));
};
const anyAggregate: Make = (draft, random) => aggregate(random.pick(AGGREGATES), anyColumn(draft, random), random.chance(0.5));

/** Something else in SELECT, GROUP BY and ORDER BY. */
export const OUTPUT_MUTATIONS: Mutations = {
  'give out everything': addItem(() => ({ kind: 'star' })),
  'give out a literal': addItem((_, random) => literal(random.pick(['x', 7]))),
  'give out a parameter': addItem(() => ({ kind: 'parameter', name: 'p' })),
  'give out any column': addItem(anyColumn),
  'give out a case': addItem((draft, random) => caseOf(anyColumn(draft, random), anyColumn(draft, random))),
  'give out arithmetic': addItem((draft, random) => arithmetic(anyColumn(draft, random), '+', literal(1))),
  'give out a subquery': addItem(() => ({ kind: 'subquery', table: 'crm', column: 'd1' })),
  'give out and group by a function of any column': addGroup(anyFunction),
  'give out and group by any column': addGroup(anyColumn),
  'give out and group by a function of a function': addGroup((draft, random) => scalar('UPPER', scalar('TRIM', anyText(draft, random)))),
  'give out and group by arithmetic': addGroup((draft, random) => arithmetic(anyColumn(draft, random), '||', literal('x'))),
  'give out and group by RTRIM of a set': addGroup((draft, random) => scalar('RTRIM', anyColumn(draft, random), literal('x'))),
  'aggregate anything': addItem(anyAggregate),
  'count rows': addItem((_, random) => aggregate('COUNT', random.chance(0.5) ? { kind: 'star' } : literal(1))),
  'aggregate an expression': addItem((draft, random) => aggregate('SUM', arithmetic(anyColumn(draft, random), '*', literal(2)))),
  'aggregate a function': addItem((draft, random) => aggregate('SUM', scalar('ABS', anyColumn(draft, random)))),
  'aggregate a case': addItem((draft, random) => aggregate('SUM', caseOf(anyColumn(draft, random), anyColumn(draft, random)))),
  'a function of an aggregate': onAggregate((one) => scalar('ABS', one)),
  'arithmetic on an aggregate': onAggregate((one) => arithmetic(one, '/', literal(2))),
  'a window': onAggregate((one) => ({ ...one, window: true })),
  'DISTINCT in an aggregate': onAggregate((one) => ({ ...one, distinct: !one.distinct })),
  'another column in an aggregate': onAggregate((one, draft, random) => ({ ...one, args: [anyColumn(draft, random)] })),
  'no aggregate': ({ query }) => {
    const kept = query.items.filter(({ expression }) => expression.kind !== 'aggregate');
    if (kept.length === 0) return false;
    query.items = kept;
    return true;
  },
  'sort by any column': (draft, random) => {
    draft.query.orderBy = [{ expression: anyColumn(draft, random), descending: false }];
    return true;
  },
};

function addItem(make: Make): Mutation {
  return (draft, random) => {
    const expression = make(draft, random);
    draft.query.items.push({ expression, ...(expression.kind !== 'star' && { alias: 'added' }) });
    return true;
  };
}

function addGroup(make: Make): Mutation {
  return (draft, random) => {
    const expression = make(draft, random);
    draft.query.items.push({ expression, alias: 'added' });
    draft.query.groupBy.push(expression);
    return true;
  };
}

function onAggregate(change: (one: Aggregate, draft: Case, random: Random) => Expression): Mutation {
  return (draft, random) => {
    const item = draft.query.items.find(({ expression }) => expression.kind === 'aggregate');
    if (item?.expression.kind !== 'aggregate') return false;
    item.expression = change(item.expression, draft, random);
    return true;
  };
}
