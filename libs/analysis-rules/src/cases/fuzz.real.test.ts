import { sqlGrammar } from '@parley/testing';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { judge } from '../judge';
import { parseSql } from '../sql/duckdb-parser';
import { isNode, textIn, type Tree, type TreeNode } from '../sql/tree';
import { runOnDuckDb } from './run-on-duckdb';
import { expand, scenarioRequest, scenarioTables } from './scenario';

/**
 * Thousands of broken and crossed queries: `judge` never throws, and what it allows holds only node types of this list,
 * kept apart from the reader's own on purpose, and is a query for Spark's grammar as well.
 */

const EXPRESSIONS = new Set([
  'COLUMN_REF', 'VALUE_CONSTANT', 'FUNCTION', 'OPERATOR_CAST', 'OPERATOR_TRY', 'OPERATOR_COALESCE', 'OPERATOR_NOT', 'OPERATOR_IS_NULL',
  'OPERATOR_IS_NOT_NULL', 'COMPARE_IN', 'COMPARE_NOT_IN', 'COMPARE_EQUAL', 'COMPARE_NOTEQUAL', 'COMPARE_LESSTHAN', 'COMPARE_GREATERTHAN',
  'COMPARE_LESSTHANOREQUALTO', 'COMPARE_GREATERTHANOREQUALTO', 'CONJUNCTION_AND', 'CONJUNCTION_OR', 'CASE_EXPR', 'SUBQUERY', 'WINDOW_AGGREGATE',
  'WINDOW_ROW_NUMBER', 'WINDOW_RANK', 'WINDOW_RANK_DENSE', 'WINDOW_LAG', 'WINDOW_LEAD', 'WINDOW_FIRST_VALUE', 'WINDOW_LAST_VALUE', 'WINDOW_NTILE',
  'WINDOW_CUME_DIST', 'WINDOW_PERCENT_RANK',
]);
const FUNCTIONS = new Set([
  'sum', 'count', 'avg', '+', '-', '*', '/', '||', '~~', '!~~', 'nullif', 'upper', 'lower', 'trim', 'rtrim', 'substring', 'abs', 'ceil', 'floor',
  'trunc', 'ln', 'sqrt', 'round', 'date_part', 'timezone', 'now', 'count_star', 'min', 'max', 'stddev_pop', 'length', 'replace', 'pow', 'date_diff',
  'concat_ws', 'contains', 'count_if', 'date_trunc', 'ends_with', 'greatest', 'instr', 'last_day', 'least', 'left', 'lpad', 'ltrim', 'median', 'mod',
  'quantile_cont', 'right', 'rpad', 'split_part', 'starts_with', 'to_months', 'bool_and', 'bool_or', 'stddev_samp', 'var_pop', 'var_samp', 'exp',
]);

const SNIPPETS = [
  'SELECT', 'DISTINCT', 'FROM', 'WHERE', 'GROUP BY', 'HAVING', 'ORDER BY', 'LIMIT 1', 'JOIN', 'LEFT JOIN', 'ON', 'USING (hashed_email)', 'AND',
  'OR', 'NOT', 'IN', 'LIKE', 'BETWEEN', 'IS NULL', 'UNION ALL', 'WITH x AS (SELECT 1)', '(', ')', ',', ';', '*', '=', '<', '||', '::', '->', ':p',
  '?', '#1', '--', '/*', '*/', "'", "''", '"', '`', '\\', '$$', 'ü', '\u0000', '1', '1.5', '1e9', "'x'", 'NULL', 'TRUE', 's', 'c', 'seg', 'crm',
  's.hashed_email', 's.segment', 'c.spend', 'c.region', 's.hh_id', 'rowid', 'SUM(c.spend)', 'COUNT(*)', 'MIN(s.score)', 'UPPER(s.segment)',
  'UPPER(UPPER(s.segment))', 'CASE WHEN 1=1 THEN 1 END', '(SELECT 1)', "read_csv('x')", 'OVER ()', 'FILTER (WHERE 1=1)', 'CAST(s.segment AS INT)',
  'CAST(c.region AS STRING)', 'COALESCE(c.region, s.segment)', 'ROLLUP (s.segment)', 'ALL', 'ASOF', 'QUALIFY', 'AS segment', 'current_date', '[1]',
  'constructor(c.spend, 1)', '__proto__', 'toString(s.segment)', 'COUNT(DISTINCT c.customer_id)', "s.segment <> 'x'", 'AVG(s.score)', ',s.age_band',
];

interface CaseFile {
  ruleType: 'AGGREGATION' | 'LIST' | 'CUSTOM';
  cases: { sql: string; denied?: unknown; changes?: unknown; switches?: unknown; template?: unknown }[];
}

const files = readdirSync(__dirname)
  .filter((name) => name.endsWith('.cases.json'))
  .map((name) => JSON.parse(readFileSync(join(__dirname, name), 'utf8')) as CaseFile);

/** Half the time one of the queries that are allowed as they are, so that a small change often still is. */
const accepted = files.map((file) => ({ ...file, cases: file.cases.filter((one) => !one.denied && !one.changes && !one.switches && !one.template) })).filter((file) => file.cases.length > 5);

const mutation = fc.record({
  file: fc.oneof(fc.constantFrom(...files), fc.constantFrom(...accepted)),
  pick: fc.nat(),
  other: fc.nat(),
  edits: fc.array(fc.record({ at: fc.nat(), kind: fc.constantFrom('insert', 'delete', 'swap', 'cross'), snippet: fc.constantFrom(...SNIPPETS) }), { maxLength: 3 }),
});

it('never throws, and allows nothing outside the list', async () => {
  const allowed = new Set<string>();
  await fc.assert(
    fc.asyncProperty(mutation, async ({ file, pick, other, edits }) => {
      const base = file.cases[pick % file.cases.length]?.sql ?? '';
      const donor = file.cases[other % file.cases.length]?.sql ?? '';
      const sql = edits.reduce((text, edit) => mutate(text, expand(donor), edit), expand(base));
      const verdict = await judge(scenarioRequest(sql, scenarioTables(file.ruleType)));
      if (!verdict.allowed) return expect(verdict.refusals.length).toBeGreaterThan(0);
      const tree = await parseSql(verdict.executableSql);
      expect(foreignNodes(tree, file.ruleType === 'CUSTOM' ? commonTablesIn(tree) : [])).toEqual([]);
      // What is allowed must also bind: EXPLAIN plans it without running it.
      if (file.ruleType === 'CUSTOM') await runOnDuckDb(`EXPLAIN ${verdict.executableSql}`, scenarioTables('CUSTOM'));
      if (file.ruleType === 'AGGREGATION') expect(verdict.executableSql).toMatch(/HAVING .*count\(DISTINCT/);
      allowed.add(sql);
    }),
    { numRuns: 2000, seed: 7 },
  );
  expect(allowed.size).toBeGreaterThan(60);
  const sparkProblems = sqlGrammar('spark');
  const notSpark = [...allowed].slice(0, 12).filter((sql) => sparkProblems(sql).length > 0);
  expect(notSpark).toEqual([]);
});

type Edit = typeof mutation extends fc.Arbitrary<{ edits: (infer E)[] }> ? E : never;

function mutate(text: string, donor: string, { at, kind, snippet }: Edit): string {
  const words = text.split(/(?<=[\s(),])/);
  const index = at % Math.max(1, words.length);
  const pieces = donor.split(/(?<=[\s(),])/);
  if (kind === 'insert') words.splice(index, 0, ` ${snippet} `);
  if (kind === 'delete') words.splice(index, 1);
  if (kind === 'swap') words.splice(index, 1, ` ${snippet} `);
  if (kind === 'cross') words.splice(index, words.length, ...pieces.slice(at % Math.max(1, pieces.length)));
  return words.join('');
}

/** Everything in a parsed statement that no checked query may hold. */
function foreignNodes(tree: Tree, tables: readonly string[]): string[] {
  const below = (child: Tree) => foreignNodes(child, tables);
  if (Array.isArray(tree)) return tree.flatMap(below);
  if (!isNode(tree)) return [];
  return [...strange(tree, tables), ...Object.values(tree).flatMap(below)];
}

function commonTablesIn(tree: Tree): string[] {
  if (Array.isArray(tree)) return tree.flatMap(commonTablesIn);
  if (!isNode(tree)) return [];
  return [...('key' in tree ? [textIn(tree, 'key')] : []), ...Object.values(tree).flatMap(commonTablesIn)];
}

function strange(node: TreeNode, tables: readonly string[]): string[] {
  const type = typeof node.type === 'string' ? node.type : '';
  if ('class' in node && !EXPRESSIONS.has(type)) return [type];
  if (type === 'FUNCTION' && !FUNCTIONS.has(textIn(node, 'function_name'))) return [textIn(node, 'function_name')];
  if (type === 'BASE_TABLE' && !['seg', 'crm', 'bridge', ...tables].includes(textIn(node, 'table_name'))) return [textIn(node, 'table_name')];
  const structural = ['', 'SELECT_NODE', 'BASE_TABLE', 'JOIN', 'DISTINCT_MODIFIER', 'ORDER_MODIFIER', 'LIMIT_MODIFIER', 'DECIMAL_TYPE_INFO', 'SUBQUERY', 'SET_OPERATION_NODE'];
  const ordering = ['ASCENDING', 'DESCENDING', 'ORDER_DEFAULT'];
  return 'class' in node || [...structural, ...ordering].includes(type) ? [] : [type];
}
