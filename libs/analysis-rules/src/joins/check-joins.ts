import type { CheckContext } from '../check-context';
import type { Findings } from '../refusals';
import { columnsIn, type ColumnReference, type Expression, type Join, type Query, type Relation } from '../sql/query';
import { notWithin } from '../sql/turned-round';
import type { JoinRules } from './join-rule';

interface Context {
  rules: JoinRules;
  findings: Findings;
}

/** INNER JOIN … ON column = column: join columns on both sides, one from each side, joined by operators every table allows. */
export function checkJoins(query: Query, rules: JoinRules, { switches, spans, findings }: CheckContext): void {
  if (!switches.allowSelfJoin) checkSelfJoins(query.relations, findings);
  const not = notWithin('on', spans);
  if (not) findings.add('JOIN_CONDITION', { span: not });
  for (const join of query.joins) {
    checkCondition(join.on, join, { rules, findings });
    checkOperators(join, { rules, findings });
  }
}

function checkSelfJoins(relations: readonly Relation[], findings: Findings): void {
  relations.forEach((relation, index) => {
    if (relations.slice(0, index).some((other) => other.table === relation.table)) {
      findings.add('JOIN_SELF', { table: relation.table.name, span: relation.span });
    }
  });
}

function checkCondition(condition: Expression, join: Join, context: Context): void {
  if (condition.kind === 'invalid') return;
  if (condition.kind === 'logic') return condition.operands.forEach((operand) => checkCondition(operand, join, context));
  const { rules, findings } = context;
  if (condition.kind !== 'comparison' || condition.operator !== '=') return findings.add('JOIN_CONDITION', { span: condition.span });
  const { left, right } = condition;
  if (left.kind === 'invalid' || right.kind === 'invalid') return;
  if (left.kind !== 'column' || right.kind !== 'column') return findings.add('JOIN_CONDITION', { span: condition.span });
  for (const column of [left, right]) checkColumn(column, rules, findings);
  const joined = [left, right].filter((column) => column.relation === join.right);
  if (joined.length !== 1) findings.add('JOIN_SAME_SIDE', { span: condition.span, table: join.right.table.name });
}

function checkColumn({ relation: { table }, name, span }: ColumnReference, rules: JoinRules, findings: Findings): void {
  if (rules.of(table).joinColumns.includes(name)) return;
  findings.add('JOIN_COLUMN_NOT_ALLOWED', { span, table: table.name, column: name, rule: `${rules.name}.joinColumns`, permitted: rules.of(table).joinColumns });
}

/** `allowedJoinOperators` is AND when absent, and nothing when empty; every table of the clause must allow every operator in it. */
function checkOperators(join: Join, { rules, findings }: Context): void {
  const tables = new Set([join.right.table, ...columnsIn(join.on).map((column) => column.relation.table)]);
  for (const { operator, span } of operatorsIn(join.on)) {
    for (const table of tables) {
      const allowed = rules.of(table).allowedJoinOperators ?? ['AND'];
      if (allowed.includes(operator)) continue;
      findings.add('JOIN_OPERATOR_NOT_ALLOWED', { span, table: table.name, name: operator, rule: `${rules.name}.allowedJoinOperators`, permitted: allowed });
    }
  }
}

function operatorsIn(condition: Expression): readonly Extract<Expression, { kind: 'logic' }>[] {
  if (condition.kind !== 'logic') return [];
  return [condition, ...condition.operands.flatMap(operatorsIn)];
}
