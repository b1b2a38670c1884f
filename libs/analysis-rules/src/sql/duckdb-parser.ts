import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { parserFault } from '../refusals';
import { type Tree, type TreeNode, parseTree, printTree } from './tree';

/** Nothing but the parser is used: no files, no extensions, no change of settings. */
const LOCKED_DOWN = {
  threads: '1',
  memory_limit: '256MB',
  autoinstall_known_extensions: 'false',
  autoload_known_extensions: 'false',
  allow_community_extensions: 'false',
  enable_external_access: 'false',
  lock_configuration: 'true',
};

let connection: Promise<DuckDBConnection> | undefined;
let last: Promise<unknown> = Promise.resolve();

/** DuckDB's tree of a text: `{error: false, statements: […]}`, or `{error: true, error_message}`. */
export async function parseSql(sql: string): Promise<TreeNode> {
  return parseTree(await call('SELECT json_serialize_sql($1::VARCHAR)', sql));
}

/** The SQL text of a tree, printed by DuckDB. */
export async function printSql(tree: Tree): Promise<string> {
  return call('SELECT json_deserialize_sql($1::JSON)', printTree(tree));
}

/** One call at a time on the one connection. */
async function call(sql: string, argument: string): Promise<string> {
  const mine = last.then(() => run(sql, argument));
  last = mine.catch(() => undefined);
  return mine;
}

async function run(sql: string, argument: string): Promise<string> {
  connection ??= open();
  try {
    const reader = await (await connection).runAndReadAll(sql, [argument]);
    const value = reader.getRows()[0]?.[0];
    if (typeof value !== 'string') throw parserFault('no text came back');
    return value;
  } catch (error) {
    throw parserFault('the call failed', error);
  }
}

async function open(): Promise<DuckDBConnection> {
  return (await DuckDBInstance.create(':memory:', LOCKED_DOWN)).connect();
}
