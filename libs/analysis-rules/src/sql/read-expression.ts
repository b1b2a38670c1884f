import { isAggregate } from '../aggregation/aggregates';
import type { Findings, RefusalDetail } from '../refusals';
import type { RefusalCode } from '../codes';
import type { Span } from '../request';
import { castTypeProblem } from './cast-type';
import type { Comparison, Expression, Operator } from './query';
import { readLiteral, readTypedLiteral } from './read-literal';
import type { Scope } from './scope';
import type { SpanFinder } from './spans';
import { flagIn, listIn, locationOf, nodeIn, nodesIn, optionalNode, textIn, type TreeNode } from './tree';

export interface Reader {
  scope: Scope;
  spans: SpanFinder;
  findings: Findings;
  /** Reads what only CUSTOM rules know: CASE, windows, subqueries, parameters. Nothing: not its kind of node. */
  more?: (node: TreeNode, span: Span | undefined, reader: Reader) => Expression | undefined;
}

const COMPARISONS: Readonly<Record<string, Comparison>> = {
  COMPARE_EQUAL: '=',
  COMPARE_NOTEQUAL: '<>',
  COMPARE_LESSTHAN: '<',
  COMPARE_LESSTHANOREQUALTO: '<=',
  COMPARE_GREATERTHAN: '>',
  COMPARE_GREATERTHANOREQUALTO: '>=',
};
const OPERATORS: readonly string[] = ['+', '-', '*', '/', '||'] satisfies Operator[];

/** What a class of node that is outside the list is called to the runner. */
const OUTSIDE: Readonly<Record<string, [RefusalCode, string?]>> = {
  SUBQUERY: ['GRAMMAR_SUBQUERY'],
  WINDOW: ['GRAMMAR_WINDOW'],
  STAR: ['GRAMMAR_STAR'],
  CASE: ['GRAMMAR_EXPRESSION', 'CASE'],
  LAMBDA: ['GRAMMAR_EXPRESSION', 'A lambda or an arrow'],
  PARAMETER: ['GRAMMAR_EXPRESSION', "A template's parameter"],
};

/** DuckDB's node as an allow-listed expression with resolved names; what is outside the list is refused by name. */
export function readExpression(node: TreeNode, reader: Reader): Expression {
  const span = reader.spans.at(locationOf(node));
  switch (textIn(node, 'class')) {
    case 'COLUMN_REF':
      return reader.scope(listIn(node, 'column_names').map((part) => String(part).toLowerCase()), span);
    case 'CONSTANT':
      return readLiteral(node, span) ?? outside(reader, 'GRAMMAR_NULL', span);
    case 'CAST':
      return readCast(node, span, reader);
    case 'COMPARISON':
      return readComparison(node, span, reader);
    case 'CONJUNCTION':
      return { kind: 'logic', operator: textIn(node, 'type') === 'CONJUNCTION_OR' ? 'OR' : 'AND', operands: readAll(node, reader), span };
    case 'BETWEEN':
      return readBetween(node, span, reader);
    case 'OPERATOR':
      return readOperator(node, span, reader);
    case 'FUNCTION':
      return readFunction(node, span, reader);
    default: {
      const more = reader.more?.(node, span, reader);
      if (more) return more;
      const [code, name] = OUTSIDE[textIn(node, 'class')] ?? ['GRAMMAR_EXPRESSION', 'This expression'];
      return outside(reader, code, span, { name });
    }
  }
}

function readAll(node: TreeNode, reader: Reader): readonly Expression[] {
  return nodesIn(node, 'children').map((child) => readExpression(child, reader));
}

function outside(reader: Reader, code: RefusalCode, span: Span | undefined, detail: RefusalDetail = {}): Expression {
  reader.findings.add(code, { ...detail, span });
  return { kind: 'invalid', span };
}

function readCast(node: TreeNode, span: Span | undefined, reader: Reader): Expression {
  if (locationOf(node) === undefined) {
    const name = "A typed literal other than DATE '2026-01-31' or TIMESTAMP '2026-01-31 12:00:00'";
    const place = reader.spans.at(locationOf(nodeIn(node, 'child')));
    return readTypedLiteral(node, reader.spans) ?? outside(reader, 'GRAMMAR_EXPRESSION', place, { name });
  }
  if (flagIn(node, 'try_cast')) return outside(reader, 'GRAMMAR_EXPRESSION', span, { name: 'TRY_CAST' });
  const problem = castTypeProblem(reader.spans.tokensFrom(locationOf(node)));
  if (problem) return outside(reader, 'GRAMMAR_EXPRESSION', span, { name: problem });
  const operand = readExpression(nodeIn(node, 'child'), reader);
  return { kind: 'cast', operand, target: nodeIn(node, 'cast_type'), span };
}

function readComparison(node: TreeNode, span: Span | undefined, reader: Reader): Expression {
  const operator = COMPARISONS[textIn(node, 'type')];
  if (!operator) return outside(reader, 'GRAMMAR_EXPRESSION', span, { name: 'This comparison (IS DISTINCT FROM, IS TRUE and the like)' });
  const left = readExpression(nodeIn(node, 'left'), reader);
  const right = readExpression(nodeIn(node, 'right'), reader);
  return { kind: 'comparison', operator, left, right, span };
}

function readBetween(node: TreeNode, span: Span | undefined, reader: Reader): Expression {
  if (textIn(node, 'type') !== 'COMPARE_BETWEEN') return outside(reader, 'GRAMMAR_BETWEEN', span);
  const [operand, lower, upper] = [nodeIn(node, 'input'), nodeIn(node, 'lower'), nodeIn(node, 'upper')].map((part) => readExpression(part, reader));
  return operand && lower && upper ? { kind: 'between', operand, lower, upper, span } : { kind: 'invalid', span };
}

function readOperator(node: TreeNode, span: Span | undefined, reader: Reader): Expression {
  const type = textIn(node, 'type');
  if (type === 'OPERATOR_COALESCE') {
    const args = readAll(node, reader);
    return { kind: 'call', name: 'coalesce', args, distinct: false, span: span ?? reader.spans.words('coalesce') };
  }
  const read = { OPERATOR_NOT: 1, OPERATOR_IS_NULL: 1, OPERATOR_IS_NOT_NULL: 1, COMPARE_IN: 2, COMPARE_NOT_IN: 2 }[type];
  const [operand, ...list] = read ? readAll(node, reader) : [];
  if (!operand) return outside(reader, 'GRAMMAR_EXPRESSION', span, { name: `The operator ${type.replace(/^(OPERATOR|COMPARE)_/, '')}` });
  if (type === 'OPERATOR_NOT') return { kind: 'not', operand, span };
  if (read === 1) return { kind: 'null-test', negated: type === 'OPERATOR_IS_NOT_NULL', operand, span };
  return { kind: 'in', negated: type === 'COMPARE_NOT_IN', operand, list, span };
}

function readFunction(node: TreeNode, span: Span | undefined, reader: Reader): Expression {
  const name = textIn(node, 'function_name').toLowerCase();
  if (reader.more && hasAggregateClause(node)) return readAggregateClause(name, node, span, reader);
  if (hasExtras(node)) return outside(reader, 'GRAMMAR_CLAUSE', span, { name: `FILTER, ORDER BY or a qualifier at ${name}` });
  const args = name === 'dateadd' ? readDateAdd(node, reader) : readAll(node, reader);
  const [first, second] = args;
  if (!flagIn(node, 'is_operator')) return { kind: 'call', name, args, distinct: flagIn(node, 'distinct'), span: span ?? reader.spans.words(name) };
  if ((name === '~~' || name === '!~~') && first && second) return { kind: 'like', negated: name === '!~~', operand: first, pattern: second, span };
  if (OPERATORS.includes(name)) return { kind: 'arithmetic', operator: name as Operator, operands: args, span };
  return outside(reader, 'SQL_OPERATOR', span, { name });
}

/** FILTER (WHERE …) at an aggregate, or the WITHIN GROUP of PERCENTILE_CONT: nothing else besides. */
function hasAggregateClause(node: TreeNode): boolean {
  return !hasExtras({ ...node, filter: null, order_bys: { orders: [] } }) && hasExtras(node);
}

function readAggregateClause(name: string, node: TreeNode, span: Span | undefined, reader: Reader): Expression {
  const orders = nodesIn(nodeIn(node, 'order_bys'), 'orders');
  const [order, ...more] = orders;
  const ascending = orders.every((one) => textIn(one, 'type') === 'ORDER_DEFAULT' || textIn(one, 'type') === 'ASCENDING');
  const within = name === 'quantile_cont' && ascending && more.length === 0;
  const args = order && within ? [readExpression(nodeIn(order, 'expression'), reader), ...readAll(node, reader)] : readAll(node, reader);
  const filter = optionalNode(node, 'filter');
  const call = { kind: 'call' as const, name, args, distinct: flagIn(node, 'distinct'), span: span ?? reader.spans.words(name) };
  const known = (orders.length === 0 || within) && isAggregate(call);
  if (!known) return outside(reader, 'GRAMMAR_CLAUSE', span, { name: `FILTER, ORDER BY or a qualifier at ${name}` });
  return filter ? { ...call, filter: readExpression(filter, reader) } : call;
}

/** DATEADD(day, 1, x): the unit looks like a column and is none. */
function readDateAdd(node: TreeNode, reader: Reader): readonly Expression[] {
  const [unit, ...rest] = nodesIn(node, 'children');
  if (!unit || textIn(unit, 'class') !== 'COLUMN_REF') return readAll(node, reader);
  const text = listIn(unit, 'column_names').join('.');
  const value = { type: { id: 'VARCHAR', type_info: null }, is_null: false, value: text };
  return [{ kind: 'literal', type: 'string', text, value }, ...rest.map((child) => readExpression(child, reader))];
}

/** DuckDB itself writes the schema `main` for SQL's own syntax, such as TRIM and EXTRACT. */
function hasExtras(node: TreeNode): boolean {
  const qualified = !['', 'main'].includes(textIn(node, 'schema')) || textIn(node, 'catalog') !== '';
  const ordered = nodesIn(nodeIn(node, 'order_bys'), 'orders').length > 0;
  return qualified || ordered || optionalNode(node, 'filter') !== undefined || flagIn(node, 'export_state');
}
