import type { TableSpec } from '@parley/contract';
import type { Fact } from './fact';
import { ruleFacts } from './rule-facts';

/** Everything a table permits or demands. A table without a rule permits nothing: no query can name it. */
export function tableFacts(table: TableSpec): Fact[] {
  if (!table.analysisRule) return [];
  const of = (kind: Fact['kind'], field: string, value: string, words: string): Fact => ({
    id: `${table.name}/${field}/${value}`,
    table: table.name,
    field,
    kind,
    words,
  });
  return [
    of('permits', 'configuredTable', '', 'queries may name this table'),
    ...(table.allowedColumns ?? []).map((column) => of('permits', 'allowedColumns', column, `column ${column} is in the clean room`)),
    ...(table.collaborationAnalysisRule?.allowedResultReceivers ?? []).map((account) =>
      of('permits', 'allowedResultReceivers', account, `account ${account} may receive results`),
    ),
    ...(table.collaborationAnalysisRule?.allowedAdditionalAnalyses ?? []).map((analysis) =>
      of('permits', 'allowedAdditionalAnalyses', analysis, `${analysis} may run on results`),
    ),
    ...ruleFacts(table.name, table.analysisRule),
  ];
}
