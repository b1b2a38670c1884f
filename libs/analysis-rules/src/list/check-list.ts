import type { CheckContext } from '../check-context';
import { checkJoins } from '../joins/check-joins';
import { JoinGraph } from '../joins/join-graph';
import type { Findings } from '../refusals';
import type { Query, SelectItem } from '../sql/query';
import { listRuleOf } from '../tables/rule-of';
import { checkWhere, type WhereRule } from '../where/check-where';

const WHERE_RULE: WhereRule = {
  rule: 'LIST',
  field: 'listColumns',
  columnsOf: (table) => listRuleOf(table).listColumns,
};

/** The LIST rule (clean-rooms-semantics.md section 3; AWS page analysis-rules-list, read 2026). */
export function checkList(query: Query, context: CheckContext): void {
  const { switches, findings } = context;
  if (!query.distinct && switches.listDistinctRequired) {
    findings.add('LIST_DISTINCT_REQUIRED', { span: context.spans.words('select'), rule: 'LIST' });
  }
  for (const item of query.items) checkItem(item, findings);
  checkJoins(query, { name: 'LIST', of: listRuleOf }, context);
  checkOverlap(query, context);
  checkWhere(query.where, WHERE_RULE, switches, findings);
  checkClauses(query, context);
}

function checkItem({ expression }: SelectItem, findings: Findings): void {
  if (expression.kind === 'invalid') return;
  if (expression.kind !== 'column') return findings.add('LIST_ITEM', { span: expression.span, rule: 'LIST.listColumns' });
  const { table } = expression.relation;
  const permitted = listRuleOf(table).listColumns;
  if (permitted.includes(expression.name)) return;
  findings.add('LIST_COLUMN_NOT_ALLOWED', { span: expression.span, table: table.name, column: expression.name, rule: 'LIST.listColumns', permitted });
}

/** At least one join, and every table linked with one of the runner's. */
function checkOverlap(query: Query, { runner, findings }: CheckContext): void {
  if (query.relations.length < 2) return findings.add('LIST_JOIN_REQUIRED', { span: query.relations[0]?.span, rule: 'LIST.joinColumns' });
  const graph = new JoinGraph(query);
  for (const relation of query.relations) {
    const linked = [...graph.linkedWith(relation)];
    const alone = linked.length === 1;
    if (!alone && linked.some((other) => other.table.owner === runner)) continue;
    findings.add('LIST_RUNNER_TABLE_REQUIRED', { span: relation.span, table: relation.table.name, rule: 'LIST.joinColumns' });
  }
}

function checkClauses(query: Query, { spans, findings }: CheckContext): void {
  const refused = (name: string, ...words: string[]) => findings.add('LIST_CLAUSE', { span: spans.words(...words), name, rule: 'LIST' });
  if (query.groupBy.length > 0) refused('GROUP BY', 'group', 'by');
  if (query.having) refused('HAVING', 'having');
  if (query.orderBy.length > 0) refused('ORDER BY', 'order', 'by');
  if (query.offset) refused('OFFSET', 'offset');
  const { limit } = query;
  if (!limit) return;
  const whole = limit.kind === 'literal' && limit.type === 'number' && /^[1-9]\d{0,17}$/.test(limit.text);
  if (!whole) findings.add('LIST_LIMIT', { span: limit.span ?? spans.words('limit'), rule: 'LIST' });
}
