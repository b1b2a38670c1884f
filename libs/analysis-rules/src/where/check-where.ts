import type { Findings } from '../refusals';
import type { RoomTable } from '../request';
import type { ColumnReference, Expression } from '../sql/query';
import type { RuleSwitches } from '../switches';

/** Which columns WHERE may use, and which field of the rule says so. */
export interface WhereRule {
  rule: 'AGGREGATION' | 'LIST';
  field: 'dimensionColumns' | 'listColumns';
  columnsOf(table: RoomTable): readonly string[];
}

interface Context {
  rule: WhereRule;
  switches: RuleSwitches;
  findings: Findings;
}

/** Conditions over allowed columns and literals: = > < <= >= <> IN LIKE IS NULL BETWEEN, arithmetic, AND OR NOT; no functions. */
export function checkWhere(where: Expression | undefined, rule: WhereRule, switches: RuleSwitches, findings: Findings): void {
  if (where) checkCondition(where, { rule, switches, findings });
}

function checkCondition(condition: Expression, context: Context): void {
  const { findings } = context;
  switch (condition.kind) {
    case 'logic':
      return condition.operands.forEach((operand) => checkCondition(operand, context));
    case 'not':
      return checkCondition(condition.operand, context);
    case 'comparison':
      return [condition.left, condition.right].forEach((operand) => checkValue(operand, context));
    case 'in':
      return [condition.operand, ...condition.list].forEach((operand) => checkValue(operand, context));
    case 'like':
      checkValue(condition.operand, context);
      return checkPattern(condition.pattern, context);
    case 'between':
      if (!context.switches.allowBetween) findings.add('GRAMMAR_BETWEEN', { span: condition.span });
      return [condition.operand, condition.lower, condition.upper].forEach((operand) => checkValue(operand, context));
    case 'null-test':
      return checkValue(condition.operand, context);
    case 'invalid':
      return;
    default:
      checkValue(condition, context);
      findings.add('GRAMMAR_CONDITION', { span: condition.span, where: 'WHERE' });
  }
}

/** A backslash in a column's value would escape in Spark and not in DuckDB. */
function checkPattern(pattern: Expression, context: Context): void {
  checkValue(pattern, context);
  if (pattern.kind === 'literal' || pattern.kind === 'invalid') return;
  context.findings.add('GRAMMAR_EXPRESSION', { span: pattern.span, name: 'Anything but a literal after LIKE' });
}

function checkValue(value: Expression, context: Context): void {
  const { rule, findings } = context;
  switch (value.kind) {
    case 'column':
      return checkColumn(value, context);
    case 'literal':
    case 'invalid':
      return;
    case 'arithmetic':
      return value.operands.forEach((operand) => checkValue(operand, context));
    case 'cast':
      findings.add('WHERE_FUNCTION_NOT_ALLOWED', { span: value.span, name: 'CAST', rule: rule.rule });
      return checkValue(value.operand, context);
    case 'call':
      findings.add('WHERE_FUNCTION_NOT_ALLOWED', { span: value.span, name: value.name.toUpperCase(), rule: rule.rule });
      return value.args.forEach((argument) => checkValue(argument, context));
    default:
      findings.add('GRAMMAR_OPERAND', { span: value.span });
      return checkCondition(value, context);
  }
}

function checkColumn(column: ColumnReference, { rule, findings }: Context): void {
  const permitted = rule.columnsOf(column.relation.table);
  if (permitted.includes(column.name)) return;
  findings.add('WHERE_COLUMN_NOT_ALLOWED', {
    span: column.span,
    table: column.relation.table.name,
    column: column.name,
    rule: `${rule.rule}.${rule.field}`,
    field: rule.field,
    permitted,
  });
}
