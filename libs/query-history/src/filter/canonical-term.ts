import { isNode, listIn, nodesIn, nodeIn, optionalNode, textIn, type Tree, type TreeNode } from '@parley/analysis-rules';
import type { Value } from './filter';

/** What a text means where it stands: names of derived columns, and a template's values. */
export interface Meaning {
  /** The canonical text of a column by its parts: lower-case, of what it derives from. */
  column: (parts: readonly string[]) => string;
  parameter: (name: string) => string;
}

/** An expression as a value known beforehand, or as canonical text that is equal for equal computations. */
export type Scalar = { value: Value | null } | { term: string };

/** x + 0, x * 1, x || '', COALESCE(x, 'a') and CAST(x AS INT) are x: to look at who is asked about, not at the type. */
export function readScalar(node: TreeNode, meaning: Meaning): Scalar {
  switch (textIn(node, 'class')) {
    case 'CONSTANT':
      return { value: constant(nodeIn(node, 'value')) };
    case 'PARAMETER':
      return { value: asNumber(meaning.parameter(textIn(node, 'identifier'))) };
    case 'COLUMN_REF':
      return { term: meaning.column(listIn(node, 'column_names').map((part) => String(part).toLowerCase())) };
    case 'CAST':
      return readScalar(nodeIn(node, 'child'), meaning);
    case 'FUNCTION':
      return readCall(textIn(node, 'function_name').toLowerCase(), node, meaning);
    case 'OPERATOR': {
      const [first, ...rest] = nodesIn(node, 'children').map((child) => readScalar(child, meaning));
      const fallback = textIn(node, 'type') === 'OPERATOR_COALESCE' && rest.every((scalar) => 'value' in scalar);
      return first && fallback ? first : { term: canonicalText(node, meaning) };
    }
    default:
      return { term: canonicalText(node, meaning) };
  }
}

const ARITHMETIC: Readonly<Record<string, (one: number, other: number) => number>> = {
  '+': (one, other) => one + other,
  '-': (one, other) => one - other,
  '*': (one, other) => one * other,
  '/': (one, other) => one / other,
};
const NEUTRAL: Readonly<Record<string, Value>> = { '+': 0, '-': 0, '*': 1, '/': 1, '||': '' };
const FALLBACKS = ['ifnull', 'nvl'];

function readCall(name: string, node: TreeNode, meaning: Meaning): Scalar {
  const args = nodesIn(node, 'children').map((child) => readScalar(child, meaning));
  const [first, second] = args;
  if (first && !second && name === '-' && 'value' in first && typeof first.value === 'number') return { value: -first.value };
  if (first && second && args.length === 2) {
    if (FALLBACKS.includes(name) && 'value' in second) return first;
    if ('value' in second && second.value === NEUTRAL[name]) return first;
    if ('value' in first && first.value === NEUTRAL[name] && name !== '-' && name !== '/') return second;
    const compute = ARITHMETIC[name];
    if (compute && 'value' in first && 'value' in second && typeof first.value === 'number' && typeof second.value === 'number') {
      return { value: compute(first.value, second.value) };
    }
  }
  const texts = args.map((arg) => ('term' in arg ? arg.term : JSON.stringify(arg.value)));
  if (name === '+' || name === '*') texts.sort();
  const distinct = node.distinct === true ? 'distinct ' : '';
  const only = optionalNode(node, 'filter');
  return { term: `${name}(${distinct}${texts.join(',')})${only ? ` filter ${canonicalText(only, meaning)}` : ''}` };
}

function constant(value: TreeNode): Value | null {
  if (value.is_null === true) return null;
  const type = nodeIn(value, 'type');
  const id = textIn(type, 'id');
  if (id === 'BOOLEAN') return value.value === true || value.value === 't';
  if (id === 'VARCHAR') return textIn(value, 'value');
  const info = optionalNode(type, 'type_info');
  const scale = id === 'DECIMAL' && info ? Number(textIn(info, 'scale')) : 0;
  return Number(textIn(value, 'value')) / 10 ** scale;
}

/** Templates give every value as text. */
function asNumber(text: string): Value {
  return /^[+-]?\d+(?:\.\d+)?$/.test(text) ? Number(text) : text;
}

const PLACE_AND_NAME = new Set(['query_location', 'alias']);

/** Any node's tree without places and aliases, its columns by what they derive from. */
export function canonicalText(node: TreeNode, meaning: Meaning): string {
  return JSON.stringify(canonicalTree(node, meaning));
}

function canonicalTree(tree: Tree, meaning: Meaning): unknown {
  if (isNode(tree)) {
    if (tree.class === 'COLUMN_REF') return meaning.column(listIn(tree, 'column_names').map((part) => String(part).toLowerCase()));
    if (tree.class === 'PARAMETER') return [meaning.parameter(textIn(tree, 'identifier'))];
    return Object.entries(tree).flatMap(([field, value]) => (PLACE_AND_NAME.has(field) ? [] : [field, canonicalTree(value, meaning)]));
  }
  if (isList(tree)) return tree.map((part) => canonicalTree(part, meaning));
  return typeof tree === 'object' && tree !== null ? textIn({ tree }, 'tree') : tree;
}

// Array.isArray does not narrow a readonly array.
function isList(tree: Tree): tree is readonly Tree[] {
  return Array.isArray(tree);
}
