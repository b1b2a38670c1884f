import type { Case, Condition, Join, TableOfCase } from '../model';
import type { Clause } from './clauses';
import { aggregationRuleOf, listRuleOf, relationOf, type Scope } from './scope';

interface JoinRule {
  joinColumns: readonly string[];
  allowedJoinOperators?: readonly ('AND' | 'OR')[];
}

const joinRuleOf = (table: TableOfCase): JoinRule => (table.rule?.analysisRuleType === 'LIST' ? listRuleOf(table) : aggregationRuleOf(table));

/** Section 2.4, the rows on joins: INNER JOIN … ON, `=` between join columns of the two sides, operators all tables allow. */
export function judgeJoins({ query }: Case, scope: Scope): Clause[] {
  const clauses: Clause[] = [];
  const names = scope.relations.map(({ table }) => table.name);
  if (new Set(names).size < names.length) clauses.push('self join');
  query.joins.forEach((join, index) => clauses.push(...judgeJoin(join, { relations: scope.relations.slice(0, index + 2) })));
  return clauses;
}

function judgeJoin({ kind, alias, on }: Join, scope: Scope): Clause[] {
  if (kind !== 'JOIN' && kind !== 'INNER JOIN') return ['join is not INNER'];
  if (!on) return ['join without ON'];
  const clauses = judgeOn(on, alias, scope);
  const rules = [...tablesIn(on, scope)].map(joinRuleOf);
  for (const operator of operatorsIn(on)) {
    if (rules.some(({ allowedJoinOperators = ['AND'] }) => !allowedJoinOperators.includes(operator))) clauses.push('ON operator not allowed');
  }
  return clauses;
}

function judgeOn(on: Condition, joined: string, scope: Scope): Clause[] {
  if (on.kind === 'and' || on.kind === 'or') return on.parts.flatMap((part) => judgeOn(part, joined, scope));
  if (on.kind !== 'compare' || on.operator !== '=') return ['ON is not ='];
  if (on.left.kind !== 'column' || on.right.kind !== 'column') return ['ON is not of columns'];
  const sides = [on.left, on.right].map((column) => ({ column: column.column, relation: relationOf(column, scope) }));
  const [left, right] = sides.map(({ relation }) => relation?.alias);
  if (!left || !right) return ['unknown column'];
  const clauses: Clause[] = [];
  if ((left === joined) === (right === joined)) clauses.push('ON does not match the two sides');
  if (sides.some(({ column, relation }) => relation && !joinRuleOf(relation.table).joinColumns.includes(column))) clauses.push('ON not by join columns');
  return clauses;
}

function operatorsIn(on: Condition): Set<'AND' | 'OR'> {
  if (on.kind !== 'and' && on.kind !== 'or') return new Set();
  return new Set([on.kind === 'and' ? 'AND' : 'OR', ...on.parts.flatMap((part) => [...operatorsIn(part)])]);
}

function tablesIn(on: Condition, scope: Scope): Set<TableOfCase> {
  if (on.kind === 'and' || on.kind === 'or') return new Set(on.parts.flatMap((part) => [...tablesIn(part, scope)]));
  if (on.kind !== 'compare') return new Set();
  const relations = [on.left, on.right].map((side) => (side.kind === 'column' ? relationOf(side, scope) : undefined));
  return new Set(relations.flatMap((relation) => (relation ? [relation.table] : [])));
}

/** The aliases joined with `from`, directly or through others (section 2.5: OR links only what every disjunct links). */
export function joinedWith(from: string, { query }: Case, scope: Scope): Set<string> {
  const edges = query.joins.flatMap(({ on }) => (on ? [...edgesOf(on, scope)] : [])).map((edge) => edge.split('='));
  const reached = new Set([from]);
  for (let grew = true; grew; ) {
    const before = reached.size;
    for (const edge of edges) if (edge.some((alias) => reached.has(alias))) edge.forEach((alias) => reached.add(alias));
    grew = reached.size > before;
  }
  return reached;
}

/** Pairs of aliases that the condition links, as `first=second` in alphabetical order. */
function edgesOf(on: Condition, scope: Scope): Set<string> {
  if (on.kind === 'and') return new Set(on.parts.flatMap((part) => [...edgesOf(part, scope)]));
  if (on.kind === 'or') {
    const [first, ...others] = on.parts.map((part) => edgesOf(part, scope));
    return new Set([...(first ?? [])].filter((edge) => others.every((other) => other.has(edge))));
  }
  if (on.kind !== 'compare' || on.operator !== '=' || on.left.kind !== 'column' || on.right.kind !== 'column') return new Set();
  const [left, right] = [relationOf(on.left, scope)?.alias, relationOf(on.right, scope)?.alias].sort();
  return left && right && left !== right ? new Set([`${left}=${right}`]) : new Set();
}
