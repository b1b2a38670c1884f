import type { Span } from '../request';
import type { Expression } from '../sql/query';
import { type MergedColumn, tableScope } from '../sql/scope';
import { listIn, textIn, type TreeNode } from '../sql/tree';
import type { CustomReader } from './custom-reader';
import type { Merged, Sources } from './sources';

/** JOIN … USING and NATURAL JOIN: the condition they stand for, and the one column they make of two. */
export interface MergingJoin {
  on: Expression;
  merged: Merged;
}

/** Nothing for a join that merges no columns; refused when a named column is not on both sides. */
export function mergingJoin(node: TreeNode, left: Sources, right: Sources, span: Span | undefined, reader: CustomReader): MergingJoin | undefined {
  const names = namesOf(node, left, right);
  if (names.length === 0) return undefined;
  const [fromLeft, fromRight] = [tableScope(left, reader.findings), tableScope(right, reader.findings)];
  const pairs = names.map((name) => ({ name, left: fromLeft([name], span), right: fromRight([name], span) }));
  const tests = pairs.map((pair): Expression => ({ kind: 'comparison', operator: '=', left: pair.left, right: pair.right, span }));
  const [only] = tests;
  const on: Expression = only && tests.length === 1 ? only : { kind: 'logic', operator: 'AND', operands: tests, span };
  const relations = [...left.relations, ...right.relations];
  const merged = new Map(
    pairs.map((pair) => {
      const holders = relations.filter(({ table }) => table.columns.some((column) => column.name.toLowerCase() === pair.name));
      return [pair.name, { expression: oneOf(textIn(node, 'join_type'), pair.left, pair.right), relations: holders }];
    }),
  );
  return { on, merged: new Map([...merged, ...rest(left.merged, names), ...rest(right.merged, names)]) };
}

function namesOf(node: TreeNode, left: Sources, right: Sources): readonly string[] {
  if (textIn(node, 'ref_type') !== 'NATURAL') return [...new Set(listIn(node, 'using_columns').map((name) => String(name).toLowerCase()))];
  const others = new Set(visibleNames(right));
  return [...new Set(visibleNames(left))].filter((name) => others.has(name));
}

function visibleNames({ relations }: Sources): readonly string[] {
  return relations.flatMap(({ table }) => table.columns.map(({ name }) => name.toLowerCase()));
}

/** The side that is never padded with NULLs; of a FULL JOIN, whichever is there. */
function oneOf(joinType: string, left: Expression, right: Expression): Expression {
  if (joinType === 'FULL') return { kind: 'call', name: 'coalesce', args: [left, right], distinct: false };
  return joinType === 'RIGHT' ? right : left;
}

function rest(merged: Merged | undefined, names: readonly string[]): readonly (readonly [string, MergedColumn])[] {
  return [...(merged ?? [])].filter(([name]) => !names.includes(name));
}
