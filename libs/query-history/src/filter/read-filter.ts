import { listIn, nodeIn, nodesIn, optionalNode, textIn, type TreeNode } from '@parley/analysis-rules';
import { canonicalText, type Meaning, readScalar, type Scalar } from './canonical-term';
import { type Comparison, type Filter, OPAQUE, type Value } from './filter';

const COMPARISONS: Readonly<Record<string, Comparison>> = {
  COMPARE_EQUAL: '=',
  COMPARE_NOT_DISTINCT_FROM: '=',
  COMPARE_NOTEQUAL: '<>',
  COMPARE_DISTINCT_FROM: '<>',
  COMPARE_LESSTHAN: '<',
  COMPARE_LESSTHANOREQUALTO: '<=',
  COMPARE_GREATERTHAN: '>',
  COMPARE_GREATERTHANOREQUALTO: '>=',
};
const FLIPPED: Readonly<Record<Comparison, Comparison>> = { '=': '=', '<>': '<>', '<': '>', '<=': '>=', '>': '<', '>=': '<=' };

/** A condition of DuckDB's tree; what can't be looked into becomes a condition that is equal to itself only. */
export function readFilter(node: TreeNode, meaning: Meaning): Filter {
  switch (textIn(node, 'class')) {
    case 'CONJUNCTION':
      return { kind: textIn(node, 'type') === 'CONJUNCTION_OR' ? 'or' : 'and', parts: readAll(node, meaning) };
    case 'COMPARISON':
      return readComparison(node, meaning);
    case 'BETWEEN': {
      const [input, lower, upper] = ['input', 'lower', 'upper'].map((part) => readScalar(nodeIn(node, part), meaning));
      if (!input || !lower || !upper) return opaque(node, meaning);
      return { kind: 'and', parts: [compare(input, '>=', lower), compare(input, '<=', upper)] };
    }
    case 'OPERATOR':
      return readOperator(node, meaning);
    case 'FUNCTION':
      return readLike(node, meaning) ?? truth(readScalar(node, meaning));
    case 'SUBQUERY':
      return opaque(node, meaning);
    default:
      return truth(readScalar(node, meaning));
  }
}

function readAll(node: TreeNode, meaning: Meaning): Filter[] {
  return nodesIn(node, 'children').map((child) => readFilter(child, meaning));
}

function readOperator(node: TreeNode, meaning: Meaning): Filter {
  const type = textIn(node, 'type');
  const [operand, ...list] = nodesIn(node, 'children');
  if (!operand) return opaque(node, meaning);
  switch (type) {
    case 'OPERATOR_NOT':
      return { kind: 'not', part: readFilter(operand, meaning) };
    case 'OPERATOR_IS_NULL':
      return isNull(readScalar(operand, meaning));
    case 'OPERATOR_IS_NOT_NULL':
      return { kind: 'not', part: isNull(readScalar(operand, meaning)) };
    case 'COMPARE_IN':
    case 'COMPARE_NOT_IN': {
      const one = readScalar(operand, meaning);
      const any: Filter = { kind: 'or', parts: list.map((entry) => compare(one, '=', readScalar(entry, meaning))) };
      return type === 'COMPARE_IN' ? any : { kind: 'not', part: any };
    }
    default:
      return truth(readScalar(node, meaning));
  }
}

function readComparison(node: TreeNode, meaning: Meaning): Filter {
  const operator = COMPARISONS[textIn(node, 'type')];
  if (!operator) return opaque(node, meaning);
  const [left, right] = [nodeIn(node, 'left'), nodeIn(node, 'right')];
  if (isSameColumn(left, right)) return { kind: 'constant', value: operator.includes('=') };
  return readCase(left, operator, right, meaning) ?? readCase(right, FLIPPED[operator], left, meaning) ?? compare(readScalar(left, meaning), operator, readScalar(right, meaning));
}

/** CASE … END = 1: the conditions of the branches that give what is compared with, each after those before it. */
function readCase(node: TreeNode, operator: Comparison, other: TreeNode, meaning: Meaning): Filter | undefined {
  if (textIn(node, 'class') !== 'CASE') return undefined;
  const against = readScalar(other, meaning);
  const before: Filter[] = [];
  const parts = nodesIn(node, 'case_checks').map((check): Filter => {
    const when = readFilter(nodeIn(check, 'when_expr'), meaning);
    const part: Filter = { kind: 'and', parts: [...before, when, compare(readScalar(nodeIn(check, 'then_expr'), meaning), operator, against)] };
    before.push({ kind: 'not', part: when });
    return part;
  });
  const otherwise = optionalNode(node, 'else_expr');
  if (otherwise) parts.push({ kind: 'and', parts: [...before, compare(readScalar(otherwise, meaning), operator, against)] });
  return { kind: 'or', parts };
}

/** LIKE without a wildcard is an equality; with one, a condition that some rows meet. */
function readLike(node: TreeNode, meaning: Meaning): Filter | undefined {
  const name = textIn(node, 'function_name');
  if (name !== '~~' && name !== '!~~') return undefined;
  const [one, pattern] = nodesIn(node, 'children').map((child) => readScalar(child, meaning));
  if (!one || !pattern || !('term' in one) || !('value' in pattern) || typeof pattern.value !== 'string') return opaque(node, meaning);
  const like: Filter = /[%_]/.test(pattern.value)
    ? { kind: 'compare', term: `${one.term} like ${JSON.stringify(pattern.value)}`, operator: '=', value: true }
    : { kind: 'compare', term: one.term, operator: '=', value: pattern.value };
  return name === '~~' ? like : { kind: 'not', part: like };
}

function compare(left: Scalar, operator: Comparison, right: Scalar): Filter {
  if ('term' in left) {
    if ('term' in right) return between(left.term, operator, right.term);
    return right.value === null ? NEVER : { kind: 'compare', term: left.term, operator, value: right.value };
  }
  if ('term' in right) return left.value === null ? NEVER : { kind: 'compare', term: right.term, operator: FLIPPED[operator], value: left.value };
  return left.value === null || right.value === null ? NEVER : { kind: 'constant', value: holds(left.value, operator, right.value) };
}

/** t.x = t.x, as written: it says only that x is there. */
function isSameColumn(left: TreeNode, right: TreeNode): boolean {
  const [one, other] = [left, right].map((node) => (textIn(node, 'class') === 'COLUMN_REF' ? listIn(node, 'column_names').join('.').toLowerCase() : undefined));
  return one !== undefined && one === other;
}

/** Two columns: the same whichever stands first. */
function between(one: string, operator: Comparison, other: string): Filter {
  const [first, second, comparison] = one < other ? [one, other, operator] : [other, one, FLIPPED[operator]];
  const negated = comparison === '<>';
  return { kind: 'compare', term: `${OPAQUE}${first} ${negated ? '=' : comparison} ${second}`, operator: '=', value: !negated };
}

function holds(one: Value, operator: Comparison, other: Value): boolean {
  const order = one === other ? 0 : one < other ? -1 : 1;
  return { '=': order === 0, '<>': order !== 0, '<': order < 0, '<=': order <= 0, '>': order > 0, '>=': order >= 0 }[operator];
}

function isNull(scalar: Scalar): Filter {
  return 'term' in scalar ? { kind: 'null', term: scalar.term } : { kind: 'constant', value: scalar.value === null };
}

function truth(scalar: Scalar): Filter {
  if ('value' in scalar) return { kind: 'constant', value: scalar.value === true };
  return { kind: 'compare', term: scalar.term, operator: '=', value: true };
}

function opaque(node: TreeNode, meaning: Meaning): Filter {
  return { kind: 'compare', term: OPAQUE + canonicalText(node, meaning), operator: '=', value: true };
}

const NEVER: Filter = { kind: 'constant', value: false };
