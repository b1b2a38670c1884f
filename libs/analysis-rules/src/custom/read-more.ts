import type { Span } from '../request';
import type { ColumnReference, Expression } from '../sql/query';
import { readExpression, type Reader } from '../sql/read-expression';
import { readOrders } from '../sql/read-query';
import { type Offered, type Scope, tableScope } from '../sql/scope';
import { flagIn, isNode, listIn, nodeIn, nodesIn, optionalNode, textIn, type TreeNode } from '../sql/tree';
import { type CustomReader, within } from './custom-reader';
import { sourcesOf } from './lineage';

/** Reads expressions over what FROM offers, and beyond it over the queries around. */
export function expressionReader(offered: Offered, reader: CustomReader): Reader {
  return withMore(tableScope({ ...offered, outer: reader.outer }, reader.findings), reader);
}

/** A reader of all expressions of CUSTOM rules; notes every column that is named, by what it derives from. */
export function withMore(scope: Scope, custom: CustomReader): Reader {
  const noting: Scope = (parts, span) => {
    const found = scope(parts, span);
    if (found.kind === 'column') custom.reads.push(...sourcesOf(found));
    return found;
  };
  return { scope: noting, spans: custom.spans, findings: custom.findings, more: (node, span, reader) => readMore(node, span, reader, custom) };
}

function readMore(node: TreeNode, span: Span | undefined, reader: Reader, custom: CustomReader): Expression | undefined {
  switch (textIn(node, 'class')) {
    case 'CASE':
      return readCase(node, span, reader);
    case 'WINDOW':
      return readWindow(node, span, reader, custom);
    case 'SUBQUERY':
      return readSubquery(node, span, reader, custom);
    case 'PARAMETER':
      return readParameter(node, span, custom);
    default:
      return undefined;
  }
}

function readCase(node: TreeNode, span: Span | undefined, reader: Reader): Expression {
  const branches = nodesIn(node, 'case_checks').map((check) => ({
    when: readExpression(nodeIn(check, 'when_expr'), reader),
    result: readResult(nodeIn(check, 'then_expr'), reader),
  }));
  const otherwise = readResult(nodeIn(node, 'else_expr'), reader);
  const place = span ?? reader.spans.words('case');
  if (otherwise || branches.some(({ result }) => result)) return { kind: 'case', branches, otherwise, span: place };
  reader.findings.add('GRAMMAR_NULL', { span: place });
  return { kind: 'invalid', span: place };
}

/** Nothing for NULL, also where ELSE is left out. */
function readResult(node: TreeNode, reader: Reader): Expression | undefined {
  const isNull = textIn(node, 'class') === 'CONSTANT' && flagIn(nodeIn(node, 'value'), 'is_null');
  return isNull ? undefined : readExpression(node, reader);
}

const FRAME_STARTS = ['UNBOUNDED_PRECEDING', 'CURRENT_ROW_RANGE', 'CURRENT_ROW_ROWS', 'EXPR_PRECEDING_ROWS', 'EXPR_FOLLOWING_ROWS'];
const FRAME_ENDS = ['UNBOUNDED_FOLLOWING', 'CURRENT_ROW_RANGE', 'CURRENT_ROW_ROWS', 'EXPR_PRECEDING_ROWS', 'EXPR_FOLLOWING_ROWS'];

function readWindow(node: TreeNode, span: Span | undefined, reader: Reader, { switches }: CustomReader): Expression {
  const read = (field: string) => nodesIn(node, field).map((child) => readExpression(child, reader));
  const [start, end] = [textIn(node, 'start'), textIn(node, 'end')];
  const [startRows, endRows] = [rowsOf(node.start_expr), rowsOf(node.end_expr)];
  const plain = node.filter_expr === null && !flagIn(node, 'ignore_nulls') && !flagIn(node, 'distinct') && textIn(node, 'exclude_clause') === 'NO_OTHER';
  const known = FRAME_STARTS.includes(start) && FRAME_ENDS.includes(end) && startRows !== 'other' && endRows !== 'other';
  if (!plain || !known || listIn(node, 'arg_orders').length > 0 || textIn(node, 'schema') || textIn(node, 'catalog')) {
    reader.findings.add('GRAMMAR_CLAUSE', { span, name: 'A window with FILTER, DISTINCT, IGNORE NULLS, EXCLUDE, or a frame not of whole ROWS' });
    return { kind: 'invalid', span };
  }
  const offsets = [optionalNode(node, 'offset_expr'), optionalNode(node, 'default_expr')].flatMap((extra) => (extra ? [readExpression(extra, reader)] : []));
  const orders = readOrders({ type: 'ORDER_MODIFIER', orders: listIn(node, 'orders') }, [], reader, switches);
  const frame = { start, end, ...(startRows !== undefined && { startRows }), ...(endRows !== undefined && { endRows }) };
  const args = [...read('children'), ...offsets];
  const written = textIn(node, 'function_name').toLowerCase();
  const name = written === 'count' && args.length === 0 ? 'count_star' : written;
  return { kind: 'window', name, args, partitions: read('partitions'), orders, frame, span };
}

/** A whole number of rows, nothing, or something else. */
function rowsOf(bound: TreeNode[string] | undefined): number | undefined | 'other' {
  if (!isNode(bound)) return undefined;
  if (textIn(bound, 'class') !== 'CONSTANT') return 'other';
  const text = textIn(nodeIn(bound, 'value'), 'value');
  return /^\d{1,6}$/.test(text) ? Number(text) : 'other';
}

const MODES: Readonly<Record<string, 'scalar' | 'in' | 'exists'>> = { SCALAR: 'scalar', ANY: 'in', EXISTS: 'exists' };

function readSubquery(node: TreeNode, span: Span | undefined, reader: Reader, custom: CustomReader): Expression {
  const mode = MODES[textIn(node, 'subquery_type')];
  if (!mode || (mode === 'in' && textIn(node, 'comparison_type') !== 'COMPARE_EQUAL')) {
    reader.findings.add('GRAMMAR_EXPRESSION', { span, name: 'A subquery with ANY, ALL or NOT EXISTS of this form' });
    return { kind: 'invalid', span };
  }
  const child = optionalNode(node, 'child');
  const operand = child && readExpression(child, reader);
  const outer: ColumnReference[] = [];
  const reads: CustomReader['reads'] = [];
  const scope: Scope = (parts, place) => {
    const found = reader.scope(parts, place);
    if (found.kind === 'column') outer.push(found);
    return found;
  };
  const block = custom.readBlock(nodeIn(nodeIn(node, 'subquery'), 'node'), { ...within(custom), outer: scope, reads });
  custom.reads.push(...reads);
  if (!block?.complete) return { kind: 'invalid', span };
  const [column] = block.columns;
  if (!column || (mode !== 'exists' && block.columns.length !== 1)) {
    reader.findings.add('CUSTOM_SUBQUERY_COLUMNS', { span });
    return { kind: 'invalid', span };
  }
  const sources = [...reads, ...block.columns.flatMap((output) => output.sources)];
  return { kind: 'subquery', mode, operand, query: { node: block.node, type: column.type, sources, outer }, span };
}

/** The value of a template's parameter, as a literal of its type. */
function readParameter(node: TreeNode, span: Span | undefined, { parameters, findings }: CustomReader): Expression {
  const name = textIn(node, 'identifier');
  const value = parameters?.get(name);
  if (value) return { ...value, span };
  if (!parameters) findings.add('SQL_PARAMETER', { span, name: `:${name}` });
  return { kind: 'invalid', span };
}
