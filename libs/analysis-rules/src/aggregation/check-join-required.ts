import type { CheckContext } from '../check-context';
import { JoinGraph } from '../joins/join-graph';
import type { Query } from '../sql/query';
import { aggregationRuleOf } from '../tables/rule-of';

/**
 * `joinRequired: QUERY_RUNNER`: another member's table must be linked with a table of the runner; the runner's own
 * must be joined with some other table.
 */
export function checkJoinRequired(query: Query, { runner, findings }: CheckContext): void {
  const graph = new JoinGraph(query);
  const rule = 'AGGREGATION.joinRequired';
  for (const relation of query.relations) {
    const { table, span } = relation;
    if (aggregationRuleOf(table).joinRequired !== 'QUERY_RUNNER') continue;
    const partners = [...graph.linkedWith(relation)].filter((other) => other.table !== table);
    if (table.owner === runner && partners.length === 0) findings.add('JOIN_REQUIRED_RUNNER', { span, table: table.name, rule });
    if (table.owner !== runner && !partners.some((other) => other.table.owner === runner)) {
      findings.add('JOIN_REQUIRED', { span, table: table.name, rule });
    }
  }
}
