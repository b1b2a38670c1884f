import { isLosslessNumber, type LosslessNumber, parse, stringify } from 'lossless-json';
import { parserFault } from '../refusals';

/** DuckDB's JSON tree, its numbers kept as text: 10.0 and 18446744073709551615 must survive. */
export type Tree = null | boolean | string | LosslessNumber | readonly Tree[] | TreeNode;
export interface TreeNode {
  readonly [field: string]: Tree;
}

export function parseTree(json: string): TreeNode {
  const tree = parse(json);
  if (!isNode(tree)) throw parserFault('not an object');
  return tree;
}

export function printTree(tree: Tree): string {
  const text = stringify(tree);
  if (text === undefined) throw parserFault('a tree that has no JSON');
  return text;
}

export function isNode(value: unknown): value is TreeNode {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !isLosslessNumber(value);
}

/** The object in a field. */
export function nodeIn(node: TreeNode, field: string): TreeNode {
  const value = node[field];
  if (!isNode(value)) throw parserFault(`${field} is no object`);
  return value;
}

/** The object in a field that may be null. */
export function optionalNode(node: TreeNode, field: string): TreeNode | undefined {
  return node[field] === null || node[field] === undefined ? undefined : nodeIn(node, field);
}

/** The list of objects in a field. */
export function nodesIn(node: TreeNode, field: string): readonly TreeNode[] {
  return listIn(node, field).map((entry) => {
    if (!isNode(entry)) throw parserFault(`${field} holds more than objects`);
    return entry;
  });
}

export function listIn(node: TreeNode, field: string): readonly Tree[] {
  const value = node[field];
  if (!Array.isArray(value)) throw parserFault(`${field} is no list`);
  return value;
}

/** Text; a number as it was written; nothing for null. */
export function textIn(node: TreeNode, field: string): string {
  const value = node[field];
  if (typeof value === 'string') return value;
  if (isLosslessNumber(value)) return value.value;
  if (value === null || value === undefined) return '';
  throw parserFault(`${field} is no text`);
}

export function flagIn(node: TreeNode, field: string): boolean {
  return node[field] === true;
}

/** Where the node starts in the text, in bytes; DuckDB gives 2^64 - 1 where it knows none. */
export function locationOf(node: TreeNode): number | undefined {
  const location = Number(textIn(node, 'query_location') || 'NaN');
  return Number.isSafeInteger(location) ? location : undefined;
}
