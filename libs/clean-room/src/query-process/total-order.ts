import type { DuckDBConnection } from '@duckdb/node-api';
import { parse, stringify } from 'lossless-json';
import { QueryFailure } from './query-failure';

/**
 * The same query with every output column as last sort key. SQL promises no order without ORDER BY, and none among
 * equals: sorted, the same data gives the same bytes, LIMIT takes the same rows, and the order of rows says nothing
 * about the order in which a party holds its people.
 *
 * DuckDB parses and prints, so that nothing is pasted into SQL. Its parser takes a single SELECT only: whatever else
 * were handed to this process stops here.
 */
export async function withTotalOrder(connection: DuckDBConnection, sql: string, outputColumns: number): Promise<string> {
  const tree = await parseSelect(connection, sql);
  const ordinals = Array.from({ length: outputColumns }, (_, index) => index + 1).join(', ');
  const template = await parseSelect(connection, `SELECT 1 ORDER BY ${ordinals}`);
  addOrders(tree.statements[0]!.node.modifiers, template.statements[0]!.node.modifiers[0]!.orders!);
  const printed = await connection.runAndReadAll('SELECT json_deserialize_sql($1::JSON)', [stringify(tree)!]);
  return String(printed.getRows()[0]![0]);
}

interface Modifier {
  type: string;
  orders?: unknown[];
}

interface Tree {
  error: boolean;
  statements: { node: { type: string; modifiers: Modifier[] } }[];
}

async function parseSelect(connection: DuckDBConnection, sql: string): Promise<Tree> {
  const serialized = await connection.runAndReadAll('SELECT json_serialize_sql($1::VARCHAR)', [sql]);
  // lossless: a plain JSON.parse would spoil 64-bit places and turn 10.0 into 10.
  const tree = parse(String(serialized.getRows()[0]![0])) as unknown as Tree;
  if (tree.error || tree.statements.length !== 1) throw new QueryFailure('QUERY_FAILED', 'run: this is not one SELECT statement');
  return tree;
}

/** An ORDER BY comes after DISTINCT and before LIMIT. */
function addOrders(modifiers: Modifier[], orders: unknown[]): void {
  const present = modifiers.find(({ type }) => type === 'ORDER_MODIFIER');
  if (present) {
    present.orders!.push(...orders);
    return;
  }
  const limit = modifiers.findIndex(({ type }) => type.startsWith('LIMIT'));
  modifiers.splice(limit === -1 ? modifiers.length : limit, 0, { type: 'ORDER_MODIFIER', orders });
}
