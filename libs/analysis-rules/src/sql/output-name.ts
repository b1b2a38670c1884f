import type { Expression, Order, SelectItem } from './query';
import { optionalNode, textIn, type TreeNode } from './tree';

const SPARK_TYPES: Readonly<Record<string, string>> = { INTEGER: 'INT', VARCHAR: 'STRING' };

/** Other names are made of an expression, literals and all. */
const PLAIN_NAME = /^[\w -]+$/;

/** How a literal is written in a name. */
type WriteLiteral = (text: string) => string;

/** The name Spark gives to an output column without an alias, such as `sum(spend)` or `(score + 1)`. */
export function outputName(expression: Expression): string {
  // Hidden columns alone have a # in their name (custom/controls/identities.ts); a literal must not make one up.
  return nameOf(expression, (text) => text.replaceAll('#', '_'));
}

/** The same for a refusal, which repeats no literal. */
export function outputLabel({ alias, expression }: Omit<SelectItem, 'output'>): string {
  return alias ?? nameOf(expression, () => '…');
}

function nameOf(expression: Expression, literal: WriteLiteral): string {
  const name = (part: Expression) => nameOf(part, literal);
  const list = (parts: readonly Expression[]) => parts.map(name).join(', ');
  switch (expression.kind) {
    case 'column':
      return PLAIN_NAME.test(expression.name) ? expression.name : literal(expression.name);
    case 'literal':
      return literal(expression.text);
    case 'call':
      if (expression.filter) return `${name({ ...expression, filter: undefined })} FILTER (WHERE ${name(expression.filter)})`;
      if (expression.name === 'count_star') return 'count(1)';
      return `${expression.name}(${expression.distinct ? 'DISTINCT ' : ''}${list(expression.args)})`;
    case 'cast':
      return `CAST(${name(expression.operand)} AS ${typeName(expression.target)})`;
    case 'arithmetic': {
      const { operator, operands } = expression;
      if (operator === '||') return `concat(${list(operands)})`;
      return operands.length === 1 ? `(${operator} ${list(operands)})` : `(${operands.map(name).join(` ${operator} `)})`;
    }
    case 'comparison': {
      const { operator, left, right } = expression;
      return operator === '<>' ? `(NOT (${name(left)} = ${name(right)}))` : `(${name(left)} ${operator} ${name(right)})`;
    }
    case 'logic':
      return `(${expression.operands.map(name).join(` ${expression.operator} `)})`;
    case 'not':
      return `(NOT ${name(expression.operand)})`;
    case 'in':
      return negated(`(${name(expression.operand)} IN (${list(expression.list)}))`, expression.negated);
    case 'like':
      return negated(`${name(expression.operand)} LIKE ${name(expression.pattern)}`, expression.negated);
    case 'between':
      return `((${name(expression.operand)} >= ${name(expression.lower)}) AND (${name(expression.operand)} <= ${name(expression.upper)}))`;
    case 'null-test':
      return `(${name(expression.operand)} IS ${expression.negated ? 'NOT ' : ''}NULL)`;
    case 'case': {
      const branches = expression.branches.map(({ when, result }) => `WHEN ${name(when)} THEN ${result ? name(result) : 'NULL'}`).join(' ');
      return `CASE ${branches}${expression.otherwise ? ` ELSE ${name(expression.otherwise)}` : ''} END`;
    }
    case 'window':
      return `${expression.name === 'count_star' ? 'count(1)' : `${expression.name}(${list(expression.args)})`} OVER (${windowName(expression, name)})`;
    case 'subquery':
      if (expression.mode === 'in') return `(${expression.operand ? name(expression.operand) : ''} IN (listquery()))`;
      return expression.mode === 'exists' ? 'exists()' : 'scalarsubquery()';
    case 'invalid':
      return expression.kind;
  }
}

function negated(name: string, isNegated: boolean): string {
  return isNegated ? `(NOT ${name})` : name;
}

/** Without its frame: two windows that differ in nothing else need aliases. */
function windowName({ partitions, orders }: Extract<Expression, { kind: 'window' }>, name: (part: Expression) => string): string {
  const partition = partitions.length > 0 ? [`PARTITION BY ${partitions.map(name).join(', ')}`] : [];
  const order = orders.length > 0 ? [`ORDER BY ${orders.map((one) => orderName(one, name)).join(', ')}`] : [];
  return [...partition, ...order].join(' ');
}

function orderName({ expression, descending, nulls }: Order, name: (part: Expression) => string): string {
  return `${name(expression)} ${descending ? 'DESC' : 'ASC'} NULLS ${nulls ?? (descending ? 'LAST' : 'FIRST')}`;
}

function typeName(type: TreeNode): string {
  const id = textIn(type, 'id');
  const decimal = optionalNode(type, 'type_info');
  const digits = decimal && id === 'DECIMAL' ? `(${textIn(decimal, 'width')},${textIn(decimal, 'scale')})` : '';
  return (SPARK_TYPES[id] ?? id) + digits;
}
