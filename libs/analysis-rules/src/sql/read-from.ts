import type { RoomTable } from '../request';
import type { Expression, Join } from './query';
import { readExpression, type Reader } from './read-expression';
import { type Offered, tableScope } from './scope';
import { listIn, locationOf, nodeIn, optionalNode, textIn, type TreeNode } from './tree';

export interface FromClause extends Offered {
  joins: readonly Join[];
}

const NOTHING: FromClause = { relations: [], joins: [], complete: false };

type FromReader = Omit<Reader, 'scope'> & { tables: readonly RoomTable[] };

/** FROM and its joins: inner joins of associated tables, one after the other; anything else is refused by name. */
export function readFrom(node: TreeNode, reader: FromReader): FromClause {
  const type = textIn(node, 'type');
  if (type === 'BASE_TABLE') return readTable(node, reader);
  if (type === 'JOIN') return readJoin(node, reader);
  const span = reader.spans.at(locationOf(node));
  if (type === 'EMPTY') reader.findings.add('GRAMMAR_NO_TABLE');
  else if (type === 'SUBQUERY') reader.findings.add('GRAMMAR_SUBQUERY', { span });
  else reader.findings.add('GRAMMAR_FROM', { span, name: type.replaceAll('_', ' ').toLowerCase() });
  return NOTHING;
}

function readTable(node: TreeNode, { tables, spans, findings }: FromReader): FromClause {
  const span = spans.at(locationOf(node));
  const name = textIn(node, 'table_name').toLowerCase();
  if (node.sample !== null || node.at_clause !== null) findings.add('GRAMMAR_CLAUSE', { span, name: 'A sample or version of a table' });
  if (listIn(node, 'column_name_alias').length > 0) findings.add('GRAMMAR_CLAUSE', { span, name: 'Renaming the columns of a table' });
  const table = tables.find((candidate) => candidate.name.toLowerCase() === name);
  if (!table) return NOTHING;
  return { relations: [{ alias: (textIn(node, 'alias') || name).toLowerCase(), table, span }], joins: [], complete: true };
}

function readJoin(node: TreeNode, reader: FromReader): FromClause {
  const left = readFrom(nodeIn(node, 'left'), reader);
  const right = readFrom(nodeIn(node, 'right'), reader);
  const relations = [...left.relations, ...right.relations];
  const joins = [...left.joins, ...right.joins];
  const complete = left.complete && right.complete;
  const span = reader.spans.at(locationOf(node));
  const kind = kindOf(node);
  if (kind) reader.findings.add('JOIN_KIND', { span, name: kind });
  if (textIn(nodeIn(node, 'right'), 'type') === 'JOIN') reader.findings.add('JOIN_NESTED', { span });
  const condition = optionalNode(node, 'condition');
  const [joined] = right.relations;
  if (!condition || !joined) return { relations, joins, complete };
  const on: Expression = readExpression(condition, { ...reader, scope: tableScope({ relations, complete }, reader.findings) });
  return { relations, complete, joins: [...joins, { left: left.relations, right: joined, on }] };
}

/** What is not INNER JOIN … ON, by name. */
function kindOf(node: TreeNode): string | undefined {
  const [join, reference] = [textIn(node, 'join_type'), textIn(node, 'ref_type')];
  if (reference === 'CROSS') return 'A comma or CROSS JOIN';
  if (reference !== 'REGULAR') return `${reference} JOIN`;
  if (join !== 'INNER') return `${join} JOIN`;
  if (listIn(node, 'using_columns').length > 0) return 'JOIN … USING';
  return optionalNode(node, 'condition') ? undefined : 'A JOIN without ON';
}
