import type { Relation } from '../sql/query';
import { readLimit, readOrders } from '../sql/read-query';
import { tableScope } from '../sql/scope';
import { flagIn, nodeIn, nodesIn, textIn, type TreeNode } from '../sql/tree';
import { buildModifiers } from '../translation/build-modifiers';
import { commonType } from '../translation/common-type';
import { createTranslator } from '../translation/create-translator';
import * as build from '../translation/nodes';
import { glueType } from '../translation/types';
import type { CarriedIdentity } from './controls/identities';
import { noted } from './controls/minimum';
import { unionCarrying } from './controls/union-carrying';
import { wrapBlock } from './controls/wrap-block';
import type { Block, CommonTables, CustomReader, OutputColumn } from './custom-reader';
import { glueName } from './glue-name';
import { refuseDuplicateOutputs } from './duplicate-outputs';
import { mergedDerivation } from './lineage';
import { withMore } from './read-more';
import { checkCounts } from './read-select';

const OPERATIONS = ['UNION', 'EXCEPT', 'INTERSECT'];

/** UNION, EXCEPT or INTERSECT: columns by position, of one type; a result column derives from both sides. */
export function readSetOperation(node: TreeNode, commonTables: CommonTables, reader: CustomReader): Block | undefined {
  const operation = textIn(node, 'setop_type');
  const span = reader.spans.words(operation.toLowerCase());
  if (!OPERATIONS.includes(operation)) reader.findings.add('GRAMMAR_CLAUSE', { name: operation.replaceAll('_', ' '), span });
  if (reader.controls && operation !== 'UNION') reader.findings.add('CUSTOM_CONTROLLED_SQL', { name: operation, span });
  const left = reader.readBlock(nodeIn(node, 'left'), { ...reader, final: false });
  const right = reader.readBlock(nodeIn(node, 'right'), { ...reader, final: false });
  if (!left?.complete || !right?.complete) return undefined;
  if (left.columns.length !== right.columns.length) {
    reader.findings.add('CUSTOM_SET_COLUMNS', { name: operation, span });
    return undefined;
  }
  const columns = left.columns.map((column, index) => merge(column, right.columns[index] ?? column, operation, reader));
  const modifiers = readModifiers(node, columns, reader);
  const all = flagIn(node, 'setop_all');
  if (left.carried.length + right.carried.length === 0) {
    const plain = build.setOperationNode(operation, all, left.node, right.node, modifiers, commonTables);
    return { node: plain, columns, complete: true, carried: [] };
  }
  refuseDuplicateOutputs(right.columns, reader.findings);
  const { node: both, carried } = unionCarrying(left, right);
  const minimum = (identity: CarriedIdentity) => noted(identity, columns, reader);
  return wrapBlock({ node: both, columns, carried, grouped: !all, modifiers, commonTables, ...(reader.final && { minimum }) });
}

function merge(left: OutputColumn, right: OutputColumn, operation: string, { findings }: CustomReader): OutputColumn {
  const merged = { ...mergedDerivation(left, right), name: left.name, label: left.label, span: left.span };
  if (left.type === right.type) return { ...merged, type: left.type };
  const type = commonType([glueType(left.type), glueType(right.type)]);
  const name = type && glueName({ kind: 'invalid' }, { node: {}, type });
  if (!name) findings.add('DIALECT_TYPES', { span: right.span ?? left.span, name: operation, detail: `${left.type} and ${right.type}` });
  return { ...merged, type: name ?? left.type };
}

/** ORDER BY sees the result's columns only. */
function readModifiers(node: TreeNode, columns: readonly OutputColumn[], reader: CustomReader): readonly TreeNode[] {
  const modifiers = nodesIn(node, 'modifiers');
  const relation: Relation = {
    alias: '',
    table: { name: '', owner: '', columns: columns.map(({ name, type }) => ({ name, type })) },
    derived: new Map(columns.map((column) => [column.name, column])),
  };
  const outputs = withMore(tableScope({ relations: [relation], complete: true }, reader.findings), reader);
  const items = columns.map(({ name, type }) => ({ expression: { kind: 'column' as const, relation, name, type }, output: name }));
  const { limit, offset } = readLimit(modifiers, outputs);
  if (offset && reader.controls) reader.findings.add('CUSTOM_CONTROLLED_SQL', { span: offset.span, name: 'OFFSET' });
  checkCounts([limit, offset], reader.findings);
  const orderBy = modifiers.flatMap((modifier) => readOrders(modifier, items, outputs, reader.switches));
  for (const { expression } of orderBy) {
    if (expression.kind !== 'column' && expression.kind !== 'invalid') reader.findings.add('CUSTOM_ORDER', { span: expression.span });
  }
  return buildModifiers({ distinct: false, orderBy, limit, offset }, createTranslator(reader.findings));
}
