import { type Findings, parserFault } from '../refusals';
import type { RoomTable, Verdict } from '../request';
import { printSql } from '../sql/duckdb-parser';
import type { TreeNode } from '../sql/tree';
import { statementNode } from '../translation/nodes';
import { customRuleOf } from '../tables/rule-of';
import type { Block, CustomReader } from './custom-reader';
import { readBlock } from './read-block';

/**
 * The verdict on a query over tables with CUSTOM rules. Whether it may run at all has been checked; here its text is
 * read, and no output may derive from a disallowed column. `findings` may hold refusals already.
 */
export async function judgeCustom(node: TreeNode, tables: readonly RoomTable[], reader: Omit<CustomReader, 'readBlock'>): Promise<Verdict> {
  const { findings } = reader;
  const block = readBlock(node, { ...reader, readBlock });
  if (block && tables.every(({ analysisRule }) => analysisRule)) checkOutputs(block, tables, findings);
  if (!findings.none) return { allowed: false, refusals: findings.list };
  if (!block?.complete) throw parserFault('a query was left incomplete without a refusal');
  return {
    allowed: true,
    executableSql: await printSql(statementNode(block.node)),
    constraints: [],
    reads: tables.map((table) => ({ table: table.name, columns: columnsOf(table, reader) })),
    output: block.columns.map(({ name }) => name),
  };
}

function checkOutputs({ columns }: Block, tables: readonly RoomTable[], findings: Findings): void {
  const disallowed = new Map(tables.map((table) => [table.name, new Set(customRuleOf(table).disallowedOutputColumns ?? [])]));
  const seen = new Set<string>();
  for (const { name, sources, span } of columns) {
    if (seen.has(name.toLowerCase())) findings.add('NAME_DUPLICATE_OUTPUT', { column: name, span });
    seen.add(name.toLowerCase());
    for (const { table, column } of sources.filter((source) => disallowed.get(source.table.name)?.has(source.column.toLowerCase()))) {
      findings.add('CUSTOM_OUTPUT_DISALLOWED', { table: table.name, column, span, rule: 'CUSTOM.disallowedOutputColumns', name });
    }
  }
}

/** The columns it names, in the table's order; a table that is only counted needs one to exist. */
function columnsOf(table: RoomTable, { reads }: Pick<CustomReader, 'reads'>): string[] {
  const read = new Set(reads.flatMap((one) => (one.table === table ? [one.column] : [])));
  const named = table.columns.map(({ name }) => name).filter((name) => read.has(name));
  return named.length > 0 ? named : table.columns.slice(0, 1).map(({ name }) => name);
}
