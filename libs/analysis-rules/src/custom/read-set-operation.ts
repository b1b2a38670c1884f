import type { Relation } from '../sql/query';
import { readLimit, readOrders } from '../sql/read-query';
import { tableScope } from '../sql/scope';
import { flagIn, nodeIn, nodesIn, textIn, type TreeNode } from '../sql/tree';
import { buildModifiers } from '../translation/build-modifiers';
import { commonType } from '../translation/common-type';
import { createTranslator } from '../translation/create-translator';
import * as build from '../translation/nodes';
import { glueType } from '../translation/types';
import type { Block, CommonTables, CustomReader, OutputColumn } from './custom-reader';
import { glueName } from './glue-name';
import { distinctColumns } from './lineage';
import { withMore } from './read-more';
import { checkCounts } from './read-select';

const OPERATIONS = ['UNION', 'EXCEPT', 'INTERSECT'];

/** UNION, EXCEPT or INTERSECT: columns by position, of one type; a result column derives from both sides. */
export function readSetOperation(node: TreeNode, commonTables: CommonTables, reader: CustomReader): Block | undefined {
  const operation = textIn(node, 'setop_type');
  const span = reader.spans.words(operation.toLowerCase());
  if (!OPERATIONS.includes(operation)) reader.findings.add('GRAMMAR_CLAUSE', { name: operation.replaceAll('_', ' '), span });
  const left = reader.readBlock(nodeIn(node, 'left'), reader);
  const right = reader.readBlock(nodeIn(node, 'right'), reader);
  if (!left?.complete || !right?.complete) return undefined;
  if (left.columns.length !== right.columns.length) {
    reader.findings.add('CUSTOM_SET_COLUMNS', { name: operation, span });
    return undefined;
  }
  const columns = left.columns.map((column, index) => merge(column, right.columns[index] ?? column, operation, reader));
  const modifiers = readModifiers(node, columns, reader);
  return { node: build.setOperationNode(operation, flagIn(node, 'setop_all'), left.node, right.node, modifiers, commonTables), columns, complete: true };
}

function merge(left: OutputColumn, right: OutputColumn, operation: string, { findings }: CustomReader): OutputColumn {
  const sources = distinctColumns([...left.sources, ...right.sources]);
  if (left.type === right.type) return { ...left, sources };
  const type = commonType([glueType(left.type), glueType(right.type)]);
  const name = type && glueName({ kind: 'invalid' }, { node: {}, type });
  if (!name) findings.add('DIALECT_TYPES', { span: right.span ?? left.span, name: operation, detail: `${left.type} and ${right.type}` });
  return { ...left, type: name ?? left.type, sources };
}

/** ORDER BY sees the result's columns only. */
function readModifiers(node: TreeNode, columns: readonly OutputColumn[], reader: CustomReader): readonly TreeNode[] {
  const modifiers = nodesIn(node, 'modifiers');
  const relation: Relation = {
    alias: '',
    table: { name: '', owner: '', columns: columns.map(({ name, type }) => ({ name, type })) },
    derived: new Map(columns.map(({ name, sources }) => [name, sources])),
  };
  const outputs = withMore(tableScope({ relations: [relation], complete: true }, reader.findings), reader);
  const items = columns.map(({ name, type }) => ({ expression: { kind: 'column' as const, relation, name, type }, output: name }));
  const { limit, offset } = readLimit(modifiers, outputs);
  checkCounts([limit, offset], reader.findings);
  const orderBy = modifiers.flatMap((modifier) => readOrders(modifier, items, outputs, reader.switches));
  for (const { expression } of orderBy) {
    if (expression.kind !== 'column' && expression.kind !== 'invalid') reader.findings.add('CUSTOM_ORDER', { span: expression.span });
  }
  return buildModifiers({ distinct: false, orderBy, limit, offset }, createTranslator(reader.findings));
}
