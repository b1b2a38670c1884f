import type { Case, ColumnRef } from '../model';
import type { Clause } from './clauses';
import { joinedWith, judgeJoins } from './judge-joins';
import { judgeWhere } from './judge-where';
import { listRuleOf, relationOf, type Scope } from './scope';

/** Section 3, row by row. */
export function judgeList(asked: Case, scope: Scope): Clause[] {
  const { query, runner } = asked;
  const clauses: Clause[] = judgeJoins(asked, scope);
  const isListColumn = (column: ColumnRef): boolean => {
    const relation = relationOf(column, scope);
    return relation !== undefined && listRuleOf(relation.table).listColumns.includes(column.column);
  };

  if (!query.distinct) clauses.push('LIST without DISTINCT');
  for (const { expression } of query.items) {
    if (expression.kind !== 'column') clauses.push('LIST item is not a column');
    else if (!relationOf(expression, scope)) clauses.push('unknown column');
    else if (!isListColumn(expression)) clauses.push('LIST column of another role');
  }
  if (query.joins.length === 0) clauses.push('join required');
  const own = scope.relations.find(({ table }) => table.owner === runner);
  const reached = own ? joinedWith(own.alias, asked, scope) : new Set();
  if (scope.relations.some(({ alias }) => !reached.has(alias))) clauses.push('join required');

  if (query.where) clauses.push(...judgeWhere(query.where, scope, isListColumn));
  if (query.groupBy.length > 0) clauses.push('LIST with GROUP BY');
  if (query.having) clauses.push('LIST with HAVING');
  if (query.orderBy.length > 0) clauses.push('LIST with ORDER BY');
  if (query.limit !== undefined && query.limit < 1) clauses.push('LIST with LIMIT below 1');
  if (query.offset !== undefined) clauses.push('LIST with OFFSET');
  return clauses;
}
