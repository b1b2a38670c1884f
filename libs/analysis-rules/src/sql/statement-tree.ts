import { passGate } from '../lexical-gate/lexical-gate';
import { Findings } from '../refusals';
import { parseSql } from './duckdb-parser';
import { SpanFinder } from './spans';
import { flagIn, nodeIn, nodesIn, type TreeNode } from './tree';

/**
 * DuckDB's tree of a query's text, for who looks at queries that were judged before; `parameters` are the names a
 * template declares. Undefined for a text that the lexical gate or the parser refuses, and for several statements.
 */
export async function statementTree(sql: string, parameters: readonly string[] = []): Promise<TreeNode | undefined> {
  const text = passGate(new SpanFinder(sql), new Findings(), new Set(parameters));
  const tree = text === undefined ? undefined : await parseSql(text);
  if (!tree || flagIn(tree, 'error')) return undefined;
  const [statement, ...more] = nodesIn(tree, 'statements');
  return statement && more.length === 0 ? nodeIn(statement, 'node') : undefined;
}
