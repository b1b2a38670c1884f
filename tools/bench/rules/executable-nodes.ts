import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import type { RuleType } from './case-files';

/**
 * All that the SQL of an allowed query may hold. Written apart from the engine's own lists, on purpose: a node that only
 * the engine lets through shows here. A function stands here if it gives the same for the same rows, and reads nothing
 * but its arguments; `now` is the one exception, for the current date.
 */
interface Vocabulary {
  expressions: ReadonlySet<string>;
  functions: ReadonlySet<string>;
  structure: ReadonlySet<string>;
}

const GROUPED: Vocabulary = {
  expressions: new Set([
    'COLUMN_REF', 'VALUE_CONSTANT', 'FUNCTION', 'OPERATOR_CAST', 'OPERATOR_TRY', 'OPERATOR_COALESCE', 'OPERATOR_NOT', 'OPERATOR_IS_NULL',
    'OPERATOR_IS_NOT_NULL', 'COMPARE_IN', 'COMPARE_NOT_IN', 'COMPARE_EQUAL', 'COMPARE_NOTEQUAL', 'COMPARE_LESSTHAN', 'COMPARE_GREATERTHAN',
    'COMPARE_LESSTHANOREQUALTO', 'COMPARE_GREATERTHANOREQUALTO', 'CONJUNCTION_AND', 'CONJUNCTION_OR',
  ]),
  functions: new Set([
    'sum', 'count', 'avg', '+', '-', '*', '/', '||', '~~', '!~~', 'nullif', 'upper', 'lower', 'trim', 'rtrim', 'substring', 'abs', 'ceil', 'floor',
    'trunc', 'ln', 'sqrt', 'round', 'date_part', 'timezone', 'now',
  ]),
  structure: new Set([
    'SELECT_NODE', 'BASE_TABLE', 'JOIN', 'DISTINCT_MODIFIER', 'ORDER_MODIFIER', 'LIMIT_MODIFIER', 'DECIMAL_TYPE_INFO', 'ASCENDING', 'DESCENDING',
  ]),
}; // prettier-ignore

const CUSTOM: Vocabulary = {
  expressions: new Set([
    ...GROUPED.expressions, 'CASE_EXPR', 'SUBQUERY', 'COMPARE_BETWEEN', 'COMPARE_DISTINCT_FROM', 'COMPARE_NOT_DISTINCT_FROM', 'WINDOW_AGGREGATE',
    'WINDOW_RANK', 'WINDOW_RANK_DENSE', 'WINDOW_ROW_NUMBER', 'WINDOW_LAG', 'WINDOW_LEAD', 'WINDOW_NTILE', 'WINDOW_FIRST_VALUE', 'WINDOW_LAST_VALUE',
    'WINDOW_NTH_VALUE', 'WINDOW_PERCENT_RANK', 'WINDOW_CUME_DIST',
  ]),
  functions: new Set([
    ...GROUPED.functions, 'count_star', 'min', 'max', 'stddev_pop', 'stddev_samp', 'var_pop', 'var_samp', 'string_agg', 'pow', 'exp', 'log10', 'sign', '%',
    'fmod', 'mod', 'greatest', 'least', 'length', 'replace', 'concat', 'left', 'right', 'lpad', 'rpad', 'ltrim', 'reverse', 'instr', 'strpos', 'md5', 'sha256',
    'date_diff', 'date_trunc', 'rank', 'rank_dense', 'dense_rank', 'row_number', 'lag', 'lead', 'ntile', 'first_value', 'last_value', 'nth_value',
    'percent_rank', 'cume_dist',
    'count_if', 'bool_and', 'bool_or', 'median', 'quantile_cont', 'concat_ws', 'contains', 'starts_with', 'ends_with', 'last_day', 'to_months', 'split_part', 'grouping',
  ]),
  structure: new Set([...GROUPED.structure, 'SET_OPERATION_NODE', 'SUBQUERY']),
}; // prettier-ignore

const TABLES: ReadonlySet<string> = new Set(['seg', 'crm', 'bridge']);

type JsonObject = { readonly [field: string]: Json };
type Json = null | boolean | number | string | readonly Json[] | JsonObject;

/** Names what an executable text holds that it must not, by DuckDB's own parser. */
export class ExecutableNodes {
  private constructor(private readonly connection: DuckDBConnection) {}

  static async open(): Promise<ExecutableNodes> {
    return new ExecutableNodes(await (await DuckDBInstance.create(':memory:', { threads: '1' })).connect());
  }

  async foreignIn(sql: string, ruleType: RuleType): Promise<string[]> {
    const reader = await this.connection.runAndReadAll('SELECT json_serialize_sql($1::VARCHAR)', [sql]);
    const tree = JSON.parse(String(reader.getRows()[0]?.[0])) as { error: boolean; statements?: readonly Json[] };
    if (tree.error) return ['not one that DuckDB parses'];
    const [statement, ...more] = tree.statements ?? [];
    if (statement === undefined || more.length > 0) return ['not one statement'];
    return ruleType === 'CUSTOM' ? foreign(statement, CUSTOM, new Set([...TABLES, ...withNames(statement)])) : foreign(statement, GROUPED, TABLES);
  }
}

function foreign(node: Json, known: Vocabulary, tables: ReadonlySet<string>): string[] {
  if (Array.isArray(node)) return node.flatMap((entry: Json) => foreign(entry, known, tables));
  if (!isObject(node)) return [];
  return [...strange(node, known, tables), ...Object.values(node).flatMap((value) => foreign(value, known, tables))];
}

function strange(node: JsonObject, known: Vocabulary, tables: ReadonlySet<string>): string[] {
  const type = textIn(node, 'type');
  if ('class' in node) {
    const name = textIn(node, 'function_name');
    if (!known.expressions.has(type)) return [type];
    return name === '' || known.functions.has(name) ? [] : [`function ${name}`];
  }
  if (type === 'BASE_TABLE') {
    const [schema, table] = [textIn(node, 'schema_name') + textIn(node, 'catalog_name'), textIn(node, 'table_name')];
    return schema === '' && tables.has(table) ? [] : [`table ${schema}.${table}`];
  }
  return type === '' || known.structure.has(type) ? [] : [type];
}

/** The names that WITH gives, wherever it stands. */
function withNames(node: Json): string[] {
  if (Array.isArray(node)) return node.flatMap(withNames);
  if (!isObject(node)) return [];
  const ctes = node['cte_map'];
  const entries = isObject(ctes) && Array.isArray(ctes['map']) ? (ctes['map'] as readonly Json[]) : [];
  return [...entries.flatMap((entry) => (isObject(entry) ? [textIn(entry, 'key')] : [])), ...Object.values(node).flatMap(withNames)];
}

function isObject(node: Json | undefined): node is JsonObject {
  return typeof node === 'object' && node !== null && !Array.isArray(node);
}

function textIn(node: JsonObject, field: string): string {
  const value = node[field];
  return typeof value === 'string' ? value : '';
}
