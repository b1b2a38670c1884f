import { checkAggregation } from './aggregation/check-aggregation';
import { outputConstraints, type PlacedConstraint } from './aggregation/output-constraints';
import type { CheckContext } from './check-context';
import { passGate } from './lexical-gate/lexical-gate';
import { bindParameters } from './custom/bind-parameters';
import { judgeCustom } from './custom/judge-custom';
import { checkList } from './list/check-list';
import { Findings } from './refusals';
import type { AnalysisRequest, TemplateRequest, Verdict } from './request';
import { parseSql, printSql } from './sql/duckdb-parser';
import { outputLabel } from './sql/output-name';
import type { Query } from './sql/query';
import { readQuery } from './sql/read-query';
import { SpanFinder } from './sql/spans';
import { flagIn, nodeIn, nodesIn, textIn, type TreeNode } from './sql/tree';
import { columnsRead } from './columns-read';
import { DEFAULT_SWITCHES, type RuleSwitches } from './switches';
import { checkTables, type RuleType } from './tables/check-tables';
import { referencedTables } from './tables/referenced-tables';
import { buildTree } from './translation/build-tree';

/**
 * Judges a query, or a run of a template, against the rules of every table it names. Same verdict for same input; no I/O but DuckDB's parser in
 * this process. Refusals come all at once, as far as the text could be understood.
 *
 * @throws a `fault` when DuckDB's parser or printer does what this code does not expect; never for a bad query.
 */
export async function judge(request: AnalysisRequest | TemplateRequest, switches: Partial<RuleSwitches> = {}): Promise<Verdict> {
  const findings = new Findings();
  const spans = new SpanFinder(request.template ? request.template.text : request.sql);
  const context = { runner: request.runner, switches: { ...DEFAULT_SWITCHES, ...switches }, spans, findings };
  const denied = (): Verdict => ({ allowed: false, refusals: findings.list });

  const parameters = request.template && bindParameters(request.template, findings);
  const declared = request.template && new Set(request.template.parameters.map(({ name }) => name));
  const text = passGate(spans, findings, declared);
  const statement = text === undefined ? undefined : await parse(text, context);
  if (!statement) return denied();
  const tables = referencedTables(statement, request.tables, spans, findings);
  const type = checkTables(tables, request, context.switches, findings);
  if (tables.length === 0) findings.add('GRAMMAR_NO_TABLE');
  if (type === 'CUSTOM') {
    return judgeCustom(nodeIn(statement, 'node'), tables, { ...context, tables: request.tables, commonTables: new Map(), reads: [], parameters });
  }
  const query = readQuery(nodeIn(statement, 'node'), { ...context, tables: request.tables });
  const constraints = query && type && tables.every((table) => table.analysisRule) ? checkRule(query, type, context) : [];
  if (query) checkOutputNames(query, findings);
  const tree = query && buildTree(query, constraints, findings);
  if (!query || !tree || !findings.none) return denied();
  return {
    allowed: true,
    executableSql: await printSql(tree),
    constraints: constraints.map(({ table, column, minimum }) => ({ table, column, minimum })),
    reads: columnsRead(query, constraints),
    output: query.items.map((item) => item.output),
  };
}

async function parse(text: string, { findings, spans }: CheckContext): Promise<TreeNode | undefined> {
  const tree = await parseSql(text);
  if (flagIn(tree, 'error')) {
    const span = spans.at(Number(textIn(tree, 'position') || 'NaN'));
    findings.add('SQL_SYNTAX', { detail: withoutLiterals(textIn(tree, 'error_message'), spans), span });
    return undefined;
  }
  const [statement, ...more] = nodesIn(tree, 'statements');
  if (more.length > 0) findings.add('SQL_SEVERAL_STATEMENTS');
  return more.length === 0 ? statement : undefined;
}

/** The parser quotes the text at fault; a refusal repeats no literal. */
function withoutLiterals(message: string, { tokens }: SpanFinder): string {
  const literals = tokens.filter(({ kind, text }) => kind === 'string' && text.length > 2);
  return literals.some(({ text }) => message.includes(text.slice(1, -1))) ? 'syntax error at or near a literal' : message;
}

/** The checks of one rule type; the thresholds it adds. */
function checkRule(query: Query, type: RuleType, context: CheckContext): readonly PlacedConstraint[] {
  if (type === 'LIST') {
    checkList(query, context);
    return [];
  }
  checkAggregation(query, context);
  return outputConstraints(query, context.findings);
}

/** Spark refuses to write a file with two columns of one name. */
function checkOutputNames(query: Query, findings: Findings): void {
  const seen = new Set<string>();
  for (const item of query.items) {
    const name = item.output.toLowerCase();
    const { expression } = item;
    if (seen.has(name) && expression.kind !== 'invalid') findings.add('NAME_DUPLICATE_OUTPUT', { column: outputLabel(item), span: expression.span });
    seen.add(name);
  }
}
