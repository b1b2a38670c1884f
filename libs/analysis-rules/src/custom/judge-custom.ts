import { type Findings, parserFault } from '../refusals';
import type { OutputConstraint, RoomTable, Verdict } from '../request';
import { printSql } from '../sql/duckdb-parser';
import type { TreeNode } from '../sql/tree';
import { statementNode } from '../translation/nodes';
import { customRuleOf } from '../tables/rule-of';
import { controlsOf } from './controls/controls';
import type { Block, CustomReader } from './custom-reader';
import { refuseDuplicateOutputs } from './duplicate-outputs';
import { readBlock } from './read-block';

type Given = Omit<CustomReader, 'readBlock' | 'controls' | 'companions' | 'final' | 'selectsResult' | 'minima' | 'unnamed'>;

/**
 * The verdict on a query over tables with CUSTOM rules. Whether it may run at all has been checked; here its text is
 * read, no output may derive from a disallowed column, and the controls of 2026 hold. `findings` may hold refusals already.
 */
export async function judgeCustom(node: TreeNode, tables: readonly RoomTable[], given: Given): Promise<Verdict> {
  const { findings } = given;
  const controls = controlsOf(tables);
  checkThresholdColumns(controls, findings);
  const reader = { ...given, readBlock, controls, companions: { needed: [], lacking: false }, final: true, selectsResult: true, minima: [], unnamed: [] };
  const block = readBlock(node, reader);
  if (block && tables.every(({ analysisRule }) => analysisRule)) checkOutputs(block, tables, findings);
  checkCompanions(reader);
  if (!findings.none) return { allowed: false, refusals: findings.list };
  if (!block?.complete) throw parserFault('a query was left incomplete without a refusal');
  return {
    allowed: true,
    executableSql: await printSql(statementNode(block.node)),
    constraints: constraintsOf(reader),
    reads: tables.map((table) => ({ table: table.name, columns: columnsOf(table, reader) })),
    output: block.columns.map(({ name }) => name),
  };
}

function checkThresholdColumns(controls: CustomReader['controls'], findings: Findings): void {
  for (const { table, column } of controls?.thresholds ?? []) {
    const known = table.columns.some(({ name }) => name.toLowerCase() === column);
    if (!known) findings.add('RULE_COLUMN_UNKNOWN', { table: table.name, column, rule: 'CUSTOM.aggregationThresholds.identityColumns' });
  }
}

/** MIN, LAG and the like give out one row's value; AWS asks for an AVG, COUNT or SUM beside them. */
function checkCompanions({ companions, findings }: CustomReader): void {
  if (!companions.lacking) return;
  for (const { name, span } of companions.needed) findings.add('CUSTOM_COMPANION', { name, span });
}

/** Each threshold once, for the verdict. */
function constraintsOf({ minima }: CustomReader): readonly OutputConstraint[] {
  const constraints = minima.map(({ identity, minimum }) => ({ table: identity.table.name, column: identity.column, minimum }));
  return [...new Map(constraints.map((constraint) => [JSON.stringify(constraint), constraint])).values()];
}

function checkOutputs({ columns }: Block, tables: readonly RoomTable[], findings: Findings): void {
  refuseDuplicateOutputs(columns, findings);
  const disallowed = new Map(tables.map((table) => [table.name, new Set(customRuleOf(table).disallowedOutputColumns ?? [])]));
  for (const { label, sources, span } of columns) {
    for (const { table, column } of sources.filter((source) => disallowed.get(source.table.name)?.has(source.column.toLowerCase()))) {
      findings.add('CUSTOM_OUTPUT_DISALLOWED', { table: table.name, column, span, rule: 'CUSTOM.disallowedOutputColumns', name: label });
    }
  }
}

/** The columns it names, in the table's order; a table that is only counted needs one to exist. */
function columnsOf(table: RoomTable, { reads }: Pick<CustomReader, 'reads'>): string[] {
  const read = new Set(reads.flatMap((one) => (one.table === table ? [one.column] : [])));
  const named = table.columns.map(({ name }) => name).filter((name) => read.has(name));
  return named.length > 0 ? named : table.columns.slice(0, 1).map(({ name }) => name);
}
