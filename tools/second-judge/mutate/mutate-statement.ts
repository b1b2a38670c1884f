import { WRAPPINGS } from '../model';
import { always, type Mutations } from './mutation';

/** Another statement, or a clause that the rule's grammar lacks. */
export const STATEMENT_MUTATIONS: Mutations = {
  'wrap the SELECT': always(({ query }, random) => void (query.wrapping = random.pick(WRAPPINGS))),
  'turn DISTINCT round': always(({ query }) => void (query.distinct = !query.distinct)),
  'add LIMIT': always(({ query }, random) => void (query.limit = random.between(-1, 2))),
  'add OFFSET': always(({ query }) => void (query.offset = 1)),
  'group by ROLLUP': ({ query }, random) => {
    if (query.groupBy.length === 0) return false;
    query.grouping = random.pick(['ROLLUP', 'CUBE', 'GROUPING SETS'] as const);
    return true;
  },
  'group by the items': always(({ query }) => void (query.groupBy = query.items.map(({ expression }) => expression))),
  'group no more': ({ query }) => {
    if (query.groupBy.length === 0) return false;
    query.groupBy.pop();
    return true;
  },
  'sort by the first item': always(({ query }) => void (query.orderBy = query.items.slice(0, 1).map(({ expression }) => ({ expression, descending: true })))),
};
