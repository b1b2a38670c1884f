import type { Case, Expression, Query, TableOfCase } from '../model';
import type { Clause } from './clauses';
import { judgeAggregation } from './judge-aggregation';
import { judgeCustom } from './judge-custom';
import { judgeList } from './judge-list';
import { hasDoubleName } from './output-items';
import { scopeOf } from './scope';

/** What the documents forbid in this case, by clause; nothing where they allow it. */
export function oracleJudge(asked: Case): readonly Clause[] {
  const scope = scopeOf(asked);
  const tables = scope.relations.map(({ table }) => table);
  const clauses: Clause[] = [];
  if (tables.some(({ allowedReceivers }) => !allowedReceivers)) clauses.push('no collaboration rule');
  if (tables.some(({ allowedReceivers = asked.receivers }) => !asked.receivers.every((one) => allowedReceivers.includes(one)))) {
    clauses.push('receiver not allowed');
  }
  if (!isSelect(asked.query, tables)) clauses.push('statement is not one SELECT');
  const types = new Set(tables.map(({ rule }) => rule?.analysisRuleType));
  if (types.has(undefined)) return [...clauses, 'no analysis rule'];
  if (tables.some(needsAdditionalAnalysis)) clauses.push('additional analyses only');
  if (types.size > 1) return [...clauses, 'mixed rule types'];
  if (hasDoubleName(asked.query, scope)) clauses.push('name of a column and of an output');
  if (hasTwoOfOneName(asked)) clauses.push('two outputs of one name');
  clauses.push(...(types.has('CUSTOM') ? judgeCustom(asked, scope) : types.has('LIST') ? judgeList(asked, scope) : judgeAggregation(asked, scope)));
  return [...new Set(clauses)];
}

/** Only CUSTOM knows WITH and derived tables. */
function isSelect({ wrapping }: Query, tables: readonly TableOfCase[]): boolean {
  const isCustom = tables.every(({ rule }) => rule?.analysisRuleType === 'CUSTOM');
  return wrapping === 'none' || (isCustom && (wrapping === 'cte' || wrapping === 'derived'));
}

function hasTwoOfOneName({ query }: Case): boolean {
  const names = query.items.map(({ expression, alias }) => alias ?? derivedName(expression));
  return new Set(names).size < names.length;
}

/** What an item without an alias is called by: its own text, where a column stands without its table. */
function derivedName(expression: Expression): string {
  if (expression.kind === 'column') return expression.column;
  return JSON.stringify(expression, (key, value: unknown) => (key === 'alias' ? undefined : value));
}

/** Section 4.7: REQUIRED leaves no way for a direct result. */
function needsAdditionalAnalysis({ rule }: TableOfCase): boolean {
  const [policy] = Object.values<{ additionalAnalyses?: string }>(rule?.analysisRulePolicy.v1 ?? {});
  return policy?.additionalAnalyses === 'REQUIRED';
}
